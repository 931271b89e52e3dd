import type * as mswNode from 'msw/node'

/**
 * The source of requests, which all servers of msw in a process share. Left alone, it gives every request to the server
 * that listens last, and stops when any of them closes. Here a mock and a server of the user listen side by side.
 */

/** A request, or a socket that opens. */
interface FrameEvent {
  readonly frame: { readonly data: { readonly request?: Request } }
}
type FrameListener = (event: FrameEvent) => unknown

/** The used part of the source. Its methods are those of its class, so own ones can be put in front and deleted again. */
interface RequestSource {
  on?: (type: 'frame', listener: FrameListener) => void
  enable?: () => void
  disable?: () => void
  readonly emitter: {
    on(type: 'frame', listener: FrameListener): void
    listeners(type: 'frame'): readonly FrameListener[]
    removeAllListeners(): void
  }
}

/** A server of msw. */
interface Server {
  /** `leave` leaves a request to the server of the user. It returns whether there is one. */
  listen(leave: (request: Request) => boolean): void
  close(): void
}

/** Lets a server get each request before the server of the user. Returns a function that closes it. */
export function listenFirst(msw: typeof mswNode, server: Server): () => void {
  const source = sourceOf(msw)
  let theirs = source?.emitter.listeners('frame').at(-1)
  const left = new WeakSet<Request>()
  const leave = (request: Request): boolean => {
    if (theirs) left.add(request)
    return theirs !== undefined
  }
  // Enabled again, the source would give each request twice.
  if (source && theirs) source.enable = () => {}
  const plainFetch = globalThis.fetch
  server.listen(leave)
  // Another msw, or one before 2.13: this server would fall silent with the other one.
  if (!theirs && typeof plainFetch === 'function' && globalThis.fetch === plainFetch) {
    server.close()
    throw new Error(
      'Another msw server listens already, and its close() would end this one too. Let callcamp-mock listen first, or close the other server before',
    )
  }
  const ours = source?.emitter.listeners('frame').at(-1)
  if (!source || !ours) return () => server.close()

  const { emitter } = source
  const replaceListener = (listener: FrameListener) => {
    emitter.removeAllListeners()
    emitter.on('frame', listener)
  }
  const both = async (event: FrameEvent): Promise<void> => {
    const { request } = event.frame.data
    // A socket goes to the server of the user, if there is one.
    if (request !== undefined || !theirs) await ours(event)
    if (theirs && (request === undefined || left.delete(request))) await theirs(event)
  }
  replaceListener(both)
  // What `listen` and `close` of the other server call.
  source.enable = () => {}
  source.on = (_, listener) => {
    theirs = listener
    replaceListener(both)
  }
  source.disable = () => {
    theirs = undefined
  }
  return () => {
    const remaining = theirs
    source.disable = () => {}
    server.close()
    for (const method of ['enable', 'on', 'disable'] as const) delete source[method]
    if (remaining) replaceListener(remaining)
    else source.disable?.()
  }
}

/** Returns the source of this msw. It is undefined before msw 2.13, where a server gets what the ones before it left. */
function sourceOf(msw: typeof mswNode): RequestSource | undefined {
  const options: unknown = Reflect.get(msw, 'defaultNetworkOptions')
  if (typeof options !== 'object' || options === null || !('sources' in options)) return undefined
  const [source] = options.sources as readonly Partial<RequestSource>[]
  return source && 'emitter' in source ? (source as RequestSource) : undefined
}
