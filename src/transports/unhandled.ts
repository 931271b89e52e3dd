import { instead, show } from '../contract/problems.ts'
import { nearestOperations } from '../operations/nearest.ts'
import type { Operation } from '../operations/operation.ts'
import { type BaseAddress, locate } from './address.ts'

/** Requests that no handler answers: refused where the mock is at home, and let go elsewhere unless told otherwise. */

/** What happens to requests that go elsewhere than to the mocked API. A function may throw to refuse. */
export type Elsewhere = 'bypass' | 'warn' | 'error' | ((request: Request) => void)

/** A mocked API, as far as refusing needs to know it. */
export interface MockedApi {
  readonly base: BaseAddress
  readonly operations: readonly Operation[]
}

/** What of msw 3's frames is looked at. */
interface Frame {
  readonly protocol: string
  readonly data: object
}

/**
 * Options for `listen()` and `start()`, the same for msw 2, which asks for requests, and for msw 3, which asks for frames.
 * `complain` hears of requests to the mocked API that nothing answers.
 */
export function toListenOptions(
  apis: () => readonly MockedApi[],
  elsewhere: Elsewhere,
  complain: (message: string) => void = refuse,
) {
  const decide = (request: Request): void => decideOn(request, apis(), elsewhere, complain)
  return {
    onUnhandledRequest: decide,
    onUnhandledFrame: ({ frame }: { readonly frame: Frame }): void => {
      if ('request' in frame.data && frame.data.request instanceof Request) decide(frame.data.request)
    },
  }
}

function decideOn(
  request: Request,
  apis: readonly MockedApi[],
  elsewhere: Elsewhere,
  complain: (message: string) => void,
): void {
  const { method, url } = request
  for (const { base, operations } of apis) {
    const path = locate(url, base)?.path
    // With any origin, and on the page's own, where its scripts and images are, only what looks like the API is ours.
    if (
      path === undefined ||
      ((base.origin === undefined || base.origin === pageOrigin()) && !path.startsWith('/api/'))
    )
      continue
    return complain(toMessage(method, url, path, operations))
  }
  for (const { base } of apis) {
    const slip = slipOf(method, url, base)
    if (slip !== undefined) return complain(slip)
  }
  passElsewhere(request, elsewhere)
}

/** What is done with a request that goes elsewhere. */
export function passElsewhere(request: Request, elsewhere: Elsewhere): void {
  const { method, url } = request
  if (typeof elsewhere === 'function') elsewhere(request)
  else if (elsewhere === 'error')
    refuse(
      `callcamp-mock: ${method} ${url} was refused: nothing mocks it, and the option onUnhandledRequest: 'error' lets nothing else through.`,
    )
  // oxlint-disable-next-line no-console
  else if (elsewhere === 'warn') console.warn(`callcamp-mock: nothing mocks ${method} ${url}; it goes to the network.`)
}

const pageOrigin = (): string | undefined => (typeof location === 'object' ? location.origin : undefined)

/** What to say of a request that has another scheme and is right in all else: most likely a slip, and no other API. */
export function slipOf(method: string, url: string, { origin, prefix }: BaseAddress): string | undefined {
  if (origin === undefined || !URL.canParse(url)) return undefined
  const asked = new URL(url)
  const mocked = new URL(origin)
  if (asked.protocol === mocked.protocol || asked.host !== mocked.host || !asked.pathname.startsWith(`${prefix}/`))
    return undefined
  return `callcamp-mock: nothing answers ${method} ${url}: the mock answers for ${origin}${prefix}. If the code under test is right, make the mock with the option baseUrl: '${asked.origin}${prefix}'.`
}

const elsewheres = ['bypass', 'warn', 'error']

/** Checks the options of `listen()` and `start()`: one that is misspelt would be without effect, and nobody would know. */
export function checkListenOptions(options: unknown, caller: string, known: readonly string[]): void {
  if (typeof options !== 'object' || options === null)
    throw new TypeError(`${caller}: the options must be an object; received ${show(options)}`)
  for (const [key, value] of Object.entries(options)) {
    if (!known.includes(key))
      throw new TypeError(`${caller}: ${key} is not an option${instead(key, known, 'the options')}`)
    if (
      key === 'onUnhandledRequest' &&
      value !== undefined &&
      typeof value !== 'function' &&
      !elsewheres.includes(value)
    ) {
      throw new TypeError(
        `${caller}: onUnhandledRequest must be 'bypass', 'warn', 'error' or a function; received ${show(value)}`,
      )
    }
  }
}

function toMessage(method: string, url: string, path: string, operations: readonly Operation[]): string {
  const near = nearestOperations(operations, method, path).map(
    (operation) => `  ${operation.method.padEnd(6)} ${operation.path}  (${operation.id})`,
  )
  return [
    `callcamp-mock: nothing answers ${method} ${url}. Near it are`,
    ...near,
    "If the address is right, answer it yourself, with a handler for msw's use().",
  ].join('\n')
}

/**
 * Makes the request fail as one to a host that is down: any other error would become an answer with status 500,
 * which looks as if the API had spoken. The reason goes to the console, and along as the cause.
 */
function refuse(message: string): never {
  // oxlint-disable-next-line no-console
  console.error(message)
  throw Object.defineProperties(Response.error(), { name: { value: 'UnhandledRequest' }, message: { value: message } })
}
