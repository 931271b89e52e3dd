import { instead } from '../contract/field-errors.ts'
import { show } from '../contract/problems.ts'
import {
  actionOn,
  classify,
  type DoorKind,
  type MockedApi,
  type OnUnhandledRequest,
  type OnUnhandledWord,
  onUnhandledWords,
  type UnansweredRequest,
} from './policy.ts'

/** The policy for unanswered requests as options of msw. */

/** The method of an object by which Node prints it. */
const inspection = Symbol.for('nodejs.util.inspect.custom')

/** The used part of a frame of msw 3. */
interface Frame {
  readonly protocol: string
  readonly data: object
}

/** What the policy depends on at the moment of a request. */
export interface PolicyNow {
  readonly apis: readonly MockedApi[]
  readonly onUnhandledRequest: OnUnhandledRequest | undefined
  /** Why the mock refuses all requests of a sender. */
  readonly refusal?: string | undefined
}

/**
 * Returns options for `listen()` and `start()` that work with msw 2 (requests) and msw 3 (frames).
 * Refusals and warnings are written to the console. `leave` leaves a request to another server; it returns whether there
 * is one.
 */
export function toListenOptions(
  policy: () => PolicyNow,
  door: DoorKind,
  leave: (request: Request) => boolean = () => false,
) {
  const warned = new Set<string>()
  const decide = (request: Request): void => {
    const { apis, onUnhandledRequest, refusal } = policy()
    const found = classify(request.method, request.url, apis)
    if (found.kind === 'mocked' && refusal !== undefined) refuse(refusal)
    if (found.kind !== 'mocked' && leave(request)) return
    if (typeof onUnhandledRequest === 'function') return onUnhandledRequest(request, found)
    const action = actionOn(found, onUnhandledRequest, door)
    if (action === 'refuse') refuse(toRefusal(found))
    if (action === 'warn' && isNews(warned, request, found, onUnhandledRequest)) warnOf(found)
  }
  return {
    onUnhandledRequest: decide,
    onUnhandledFrame: ({ frame }: { readonly frame: Frame }): void => {
      if ('request' in frame.data && frame.data.request instanceof Request) decide(frame.data.request)
    },
  }
}

/** Warns that a request goes to the network. */
export function warnOf({ kind, message }: UnansweredRequest): void {
  // oxlint-disable-next-line no-console
  console.warn(isExplained(kind) ? `${message} It goes to the network.` : `${message}; it goes to the network.`)
}

/** Why a request is refused. */
export function toRefusal({ kind, message }: UnansweredRequest): string {
  return isExplained(kind)
    ? message
    : `${message}; it was refused, as onUnhandledRequest: 'error' lets nothing else through.`
}

/** Whether the message of a kind has the reason and the way out. */
function isExplained(kind: UnansweredRequest['kind']): boolean {
  return kind === 'mocked' || kind === 'look-alike'
}

/** By default there is one warning for each origin and first part of the path, such as `http://localhost:3000/api`. */
function isNews(
  warned: Set<string>,
  { url }: Request,
  { kind }: UnansweredRequest,
  setting: OnUnhandledWord | undefined,
): boolean {
  if (setting !== undefined || kind !== 'look-alike') return true
  const place = url.split(/[/?#]/, 4).join('/')
  const isNew = !warned.has(place)
  warned.add(place)
  return isNew
}

/** Validates `onUnhandledRequest`. A TypeError says what is allowed. */
export function checkOnUnhandledRequest(value: unknown, caller: string): void {
  if (value === undefined || typeof value === 'function' || onUnhandledWords.some((word) => word === value)) return
  throw new TypeError(
    `${caller}: onUnhandledRequest must be 'bypass', 'warn', 'error' or a function; received ${show(value)}`,
  )
}

/** Validates the options of `listen()` and `start()`: a misspelt one would silently do nothing. */
export function checkListenOptions(options: unknown, caller: string, known: readonly string[]): void {
  if (typeof options !== 'object' || options === null)
    throw new TypeError(`${caller}: the options must be an object; received ${show(options)}`)
  for (const [key, value] of Object.entries(options)) {
    if (!known.includes(key))
      throw new TypeError(`${caller}: ${key} is not an option${instead(key, known, 'the options')}`)
    if (key === 'onUnhandledRequest') checkOnUnhandledRequest(value, caller)
  }
}

/**
 * Makes the request fail as if the host were down. msw turns any other error into an answer with status 500,
 * which looks like an answer of the API. The reason is written to the console and is the cause of the error.
 */
function refuse(message: string): never {
  // oxlint-disable-next-line no-console
  console.error(message)
  throw Object.defineProperties(Response.error(), {
    name: { value: 'UnhandledRequest' },
    message: { value: message },
    // Node prints the cause of an error with this function. Otherwise it would print the fields of a response.
    [inspection]: { value: () => `UnhandledRequest: ${message}` },
  })
}
