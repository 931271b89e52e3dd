import { nearestOperations, nearestPath } from '../operations/nearest.ts'
import type { Match } from '../engine/route.ts'
import type { Operation } from '../operations/operation.ts'
import { type BaseAddress, isUnderApi, locate, type Location } from './address.ts'

/** The policy of every runner and browser: which requests the mock answers, and what happens to all others. */

/** What the policy needs to know of a mocked API. */
export interface MockedApi {
  readonly base: BaseAddress
  readonly operations: readonly Pick<Operation, 'id' | 'method' | 'path'>[]
  /** What happens to paths under `/api` that no operation has. */
  readonly unknown: 'refuse' | 'passthrough'
  /** What a method and a path lead to; null for a path that no operation has. */
  readonly find: (method: string, path: string) => Match<Operation> | null
}

/**
 * The kinds of unanswered requests. A `mocked` one asks for the mocked API, but the handler of the mock was removed. A
 * `look-alike` asks for this API at an address that is not mocked, most likely because of a wrong `baseUrl`. A `file` is
 * a script, a style or an image. An `other` has nothing to do with the API.
 */
export interface UnansweredRequest {
  readonly kind: 'mocked' | 'look-alike' | 'file' | 'other'
  /** Names the request, the mocked address and the way out. */
  readonly message: string
}

/**
 * What happens to requests that the mock does not answer. A function may throw to refuse one.
 * Without this setting, requests to the mocked API are refused, look-alikes of it are refused in tests and warned about
 * in a browser, and all others pass.
 */
export type OnUnhandledRequest = OnUnhandledWord | ((request: Request, found: UnansweredRequest) => void)

export const onUnhandledWords = ['bypass', 'warn', 'error'] as const
export type OnUnhandledWord = (typeof onUnhandledWords)[number]

/** Tests refuse look-alikes. A page warns about them, and always loads its own files. */
export type DoorKind = 'test' | 'page'

/** Where a request is found in a mocked API. */
export interface PlaceInApi extends Location {
  readonly match: Match<Operation> | null
}

/** Where a request is found in a mocked API; undefined where the mock leaves it unanswered. */
export function locateInApi(method: string, url: string, { base, unknown, find }: MockedApi): PlaceInApi | undefined {
  const location = locate(url, base)
  if (!location || !isUnderApi(location.path)) return undefined
  const match = find(method, location.path)
  return match || unknown === 'refuse' ? { ...location, match } : undefined
}

/** Returns the kind of an unanswered request. */
export function classify(method: string, url: string, apis: readonly MockedApi[]): UnansweredRequest {
  if (apis.some((api) => locateInApi(method, url, api)))
    return { kind: 'mocked', message: toRemovedMessage(method, url) }
  const isFile = (method === 'GET' || method === 'HEAD') && filePattern.test(pathOf(url))
  if (isFile) return { kind: 'file', message: toMessage(method, url) }
  const home = apis.find(({ base }) => locate(url, base) !== undefined)
  if (home) {
    const path = locate(url, home.base)?.path ?? ''
    // Requests that pass on purpose, and pages of an origin that has more than the API.
    if (isUnderApi(path) || isShared(home.base)) return { kind: 'other', message: toMessage(method, url) }
    const meant = baseUrlMeant(url, home.base, home.operations)
    const message =
      meant === undefined ? toNearMessage(method, url, path, home) : toBaseMessage(method, url, home.base, meant)
    return { kind: 'look-alike', message }
  }
  for (const { base, operations } of apis) {
    const meant = baseUrlMeant(url, base, operations)
    if (meant !== undefined) return { kind: 'look-alike', message: toBaseMessage(method, url, base, meant) }
  }
  return { kind: 'other', message: toMessage(method, url) }
}

/** Returns what happens to an unanswered request if no function decides. */
export function actionOn(
  { kind }: UnansweredRequest,
  setting: OnUnhandledWord | undefined,
  door: DoorKind,
): 'pass' | 'warn' | 'refuse' {
  if (door === 'page' && kind === 'file') return 'pass'
  if (setting === 'error') return 'refuse'
  if (setting === 'warn') return 'warn'
  if (setting === 'bypass') return 'pass'
  if (kind === 'mocked') return 'refuse'
  if (kind !== 'look-alike') return 'pass'
  return door === 'test' ? 'refuse' : 'warn'
}

/** Matches addresses of this API on any origin and behind any prefix. */
export function lookAlikePattern(operations: MockedApi['operations']): RegExp {
  const roots = new Set(operations.map(({ path }) => path.split('/').slice(0, 3).join('/')))
  return new RegExp(`^(https?://[^/?#]+)([^?#]*?)(?:${[...roots].join('|')})(?=[/?#]|$)`)
}

/** Scripts, styles, images, and the virtual files of Vite. */
const filePattern = /\.\w{1,5}$|\/@|\/node_modules\//

function pathOf(url: string): string {
  const end = url.search(/[?#]/)
  return end === -1 ? url.slice(url.indexOf('//') + 2) : url.slice(url.indexOf('//') + 2, end)
}

function pageOrigin(): string | undefined {
  return typeof location === 'object' ? location.origin : undefined
}

/** Whether the base has more than the API: any origin is mocked, or the page's own with its scripts and images. */
function isShared(base: BaseAddress): boolean {
  return base.origin === undefined || base.origin === pageOrigin()
}

/** Returns the `baseUrl` with which the mock would answer a request. */
function baseUrlMeant(url: string, base: BaseAddress, operations: MockedApi['operations']): string | undefined {
  const [, origin, path = ''] = lookAlikePattern(operations).exec(url) ?? []
  // A slash too many in the path is no other base URL.
  const prefix = path.replace(/\/+$/, '')
  if (origin !== undefined)
    return origin === base.origin && prefix === base.prefix ? undefined : toBaseUrl(origin, prefix)
  if (base.origin === undefined || !URL.canParse(url)) return undefined
  const [asked, mocked] = [new URL(url), new URL(base.origin)]
  if (asked.host !== mocked.host || asked.protocol === mocked.protocol || !asked.pathname.startsWith(`${base.prefix}/`))
    return undefined
  return toBaseUrl(asked.origin, base.prefix)
}

function toBaseUrl(origin: string, prefix: string): string {
  return origin === pageOrigin() ? prefix || '/' : origin + prefix
}

const bypass = "onUnhandledRequest: 'bypass'"
const toMissing = (method: string, url: string) => `callcamp-mock: nothing answers ${method} ${url}`

function toBaseMessage(method: string, url: string, { origin, prefix }: BaseAddress, meant: string): string {
  const mocked = origin === undefined ? `any origin${prefix && `, below ${prefix}`}` : origin + prefix
  return [
    `${toMissing(method, url)}: the mock answers for ${mocked}.`,
    `If the code under test is right, make the mock with the option baseUrl: '${meant}'.`,
    `If this is another API, let it pass with ${bypass}.`,
  ].join(' ')
}

function toRemovedMessage(method: string, url: string): string {
  return [
    `${toMissing(method, url)}: the handler of the mock is not installed, as after resetHandlers(…) with handlers of your own.`,
    `Add them with use(…) instead, or let the request pass with ${bypass}.`,
  ].join(' ')
}

function toNearMessage(method: string, url: string, path: string, { base, operations }: MockedApi): string {
  const near = nearestOperations(operations, method, path).map(
    (operation) => `  ${operation.method.padEnd(6)} ${operation.path}  (${operation.id})`,
  )
  const home = `${base.origin ?? ''}${base.prefix}`
  const meant = nearestPath(operations, path)
  const guess = meant === undefined ? '' : ` Did you mean ${home}${meant}?`
  return [
    `${toMissing(method, url)}: the mock answers below ${home}/api.${guess} Near it are`,
    ...near,
    `If this is no request to the API, let it pass with ${bypass}, or add a handler of your own for it.`,
  ].join('\n')
}

function toMessage(method: string, url: string): string {
  return `callcamp-mock: nothing mocks ${method} ${url}`
}
