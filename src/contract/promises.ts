/** Whether a function of a user's has answered a promise, of whatever kind: nothing here waits for one. */
export function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function'
}
