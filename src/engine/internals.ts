/**
 * The key of the internal members of a mock, which doors and transports use. No door exports it, and type declarations
 * leave these members out, so that users see the public members only.
 */
export const internals: unique symbol = Symbol('internals')
