/** Requests by `XMLHttpRequest` that wait. Synchronous ones cannot. */

/** Resolves when a request to this address may go on; undefined if it need not wait. */
type WaitFor = (url: string) => Promise<void> | undefined

type Open = (this: XMLHttpRequest, method: string, url: string | URL, ...rest: unknown[]) => void

/**
 * Lets requests wait between `send` and the network. One that is aborted meanwhile is never sent. Returns a function that
 * ends this for requests that are sent later.
 */
export function holdXhr(waitFor: WaitFor): () => void {
  const prototype = XMLHttpRequest.prototype
  // oxlint-disable-next-line typescript/unbound-method -- applied to requests below
  const { open, send, abort } = prototype
  const addresses = new WeakMap<XMLHttpRequest, string>()
  const waiting = new Set<XMLHttpRequest>()

  const heldOpen: Open = function heldOpen(method, url, ...rest) {
    waiting.delete(this)
    Reflect.apply(open, this, [method, url, ...rest])
    const [isAsync = true] = rest
    if (isAsync) addresses.set(this, new URL(url, document.baseURI).href)
    else addresses.delete(this)
  }
  const heldSend: typeof send = function heldSend(this: XMLHttpRequest, body) {
    const wait = waitFor(addresses.get(this) ?? '')
    if (!wait) return Reflect.apply(send, this, [body])
    waiting.add(this)
    void wait.then(() => waiting.delete(this) && Reflect.apply(send, this, [body]))
  }
  const heldAbort: typeof abort = function heldAbort(this: XMLHttpRequest) {
    const wasWaiting = waiting.delete(this)
    Reflect.apply(abort, this, [])
    if (wasWaiting) for (const type of ['abort', 'loadend']) this.dispatchEvent(new ProgressEvent(type))
  }
  Object.assign(prototype, { open: heldOpen, send: heldSend, abort: heldAbort })

  return () => {
    if (prototype.send === heldSend) Object.assign(prototype, { open, send, abort })
  }
}
