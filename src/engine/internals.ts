/**
 * The key of what a mock keeps for the doors: its engine, its clock's `tick`, and the like. No door exports it, and type
 * declarations leave it out, so that users see the public members only.
 */
export const internals: unique symbol = Symbol('internals')
