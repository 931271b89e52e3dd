import { controlPath, defaultPort, sandboxHeader } from '../contract/addressing.ts'
import type { Exchange } from '../contract/events.ts'
import type { Fault } from '../contract/faults.ts'
import type { ModelName, Models } from '../contract/models.ts'
import { show } from '../contract/problems.ts'
import type { Scenario, Snapshot } from '../contract/scenarios.ts'
import type { ExchangeFilter } from '../engine/exchange-filter.ts'
import { withoutTrailingSlash } from '../transports/address.ts'
import { type Duration, type Moment, toInstant } from '../contract/moments.ts'

/** A sandbox of the standalone server: the control API as functions. */

export interface RemoteMock {
  /** The address of the server. */
  readonly url: string
  readonly sandbox: string
  /** The headers that address this sandbox. */
  readonly headers: Readonly<Record<string, string>>
  /** Sends a request to this sandbox: `mock.fetch('/api/campaigns')`. */
  fetch(path: string, init?: RequestInit): Promise<Response>
  /** Resets to the start of the scenario, or of another one. */
  reset(start?: {
    readonly scenario?: string | Scenario | Snapshot | undefined
    readonly seed?: number | undefined
  }): Promise<void>
  snapshot(): Promise<Snapshot>
  restore(snapshot: Snapshot): Promise<void>
  /** Moves the clock to a moment. What is due until then happens. */
  setClock(moment: Moment): Promise<void>
  /** Moves the clock forward. What is due until then happens. */
  advance(duration: Duration): Promise<void>
  /** Makes requests fail. A function can't be sent, so a fault with `when` is refused. */
  addFault(fault: Omit<Fault, 'when'>): Promise<void>
  clearFaults(): Promise<void>
  /** Returns requests with their answers. */
  requests(filter?: Pick<ExchangeFilter, 'operation' | 'method' | 'status' | 'since'>): Promise<readonly Exchange[]>
  /** Creates a row. Missing values are made up. */
  create<Name extends ModelName>(model: Name, values?: Partial<Models[Name]>): Promise<Models[Name]>
  update<Name extends ModelName>(model: Name, uuid: string, changes: Partial<Models[Name]>): Promise<Models[Name]>
}

/** A remote mock with what only its owner may do. */
export interface OwnRemoteMock extends RemoteMock {
  /** Throws if the server can't be reached. */
  check(): Promise<void>
  /** Forgets the sandbox. */
  drop(): Promise<void>
}

/** Returns the address of a server without a trailing slash. Throws a TypeError for anything else. */
export function toServerAddress(url: string): string {
  if (typeof url !== 'string' || !/^https?:\/\//i.test(url) || !URL.canParse(url))
    throw new TypeError(
      `The address of a mock server must be a URL such as 'http://localhost:3000'; received ${show(url)}`,
    )
  return withoutTrailingSlash(url)
}

export function connect(url: string, sandbox: string): OwnRemoteMock {
  const root = toServerAddress(url)
  const headers = { [sandboxHeader]: sandbox }

  function ask(path: string, init: RequestInit = {}): Promise<Response> {
    const all = new Headers(init.headers)
    for (const [name, value] of Object.entries(headers)) all.set(name, value)
    return fetch(`${root}${path}`, { ...init, headers: all })
  }

  async function control<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
    const response = await ask(controlPath + path, {
      method,
      ...(body === undefined
        ? undefined
        : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    })
    const text = await response.text()
    if (!response.ok)
      throw new Error(`The mock server refused ${method} ${controlPath}${path} with ${response.status}: ${text}`)
    return JSON.parse(text || 'null')
  }

  async function command(method: string, path: string, body?: unknown): Promise<void> {
    await control(method, path, body)
  }

  return {
    url: root,
    sandbox,
    headers,
    fetch: ask,
    async check() {
      try {
        await command('GET', '/health')
      } catch (error) {
        throw new Error(
          `No mock server at ${root}. Start one with: npx callcamp-mock --port ${new URL(root).port || defaultPort}`,
          { cause: error },
        )
      }
    },
    async drop() {
      await ask(`${controlPath}/sandboxes/${encodeURIComponent(sandbox)}`, { method: 'DELETE' })
    },
    reset: (start = {}) => command('POST', '/reset', start),
    snapshot: () => control('GET', '/state'),
    restore: (snapshot) => command('PUT', '/state', snapshot),
    setClock: async (moment) => command('POST', '/clock', { set: moment instanceof Date ? toInstant(moment) : moment }),
    advance: (duration) => command('POST', '/clock', { advance: duration }),
    async addFault(fault) {
      if ('when' in fault)
        throw new TypeError(
          'addFault: when is a function, which can not be sent to a server: pick by query or requestBody',
        )
      await command('POST', '/faults', fault)
    },
    clearFaults: () => command('DELETE', '/faults'),
    async requests(filter = {}) {
      const query = new URLSearchParams(
        Object.entries(filter).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]])),
      )
      return (await control<{ requests: readonly Exchange[] }>('GET', `/requests?${query}`)).requests
    },
    create: (model, values = {}) => control('POST', `/db/${model}`, values),
    update: async (model, uuid, changes) => control('PATCH', `/db/${model}/${encodeURIComponent(uuid)}`, changes),
  }
}
