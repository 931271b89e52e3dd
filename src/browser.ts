import { type SetupWorker, setupWorker, type StartOptions } from 'msw/browser'
import { z } from 'zod'
import { checkOptions, mockOptions } from './contract/options.ts'
import { controlPath } from './contract/control-routes.ts'
import { createControl } from './control/control.ts'
import { clockEvent, EventFeed } from './control/feed.ts'
import type { Overlay } from './inspector/overlay.ts'
import type { LiveEvent, Port } from './inspector/port.ts'
import { makeMockLater } from './create-mock.ts'
import type { MockRequest } from './engine/exchange.ts'
import { internals } from './engine/internals.ts'
import type { Mock, MockOptions } from './mock.ts'
import { Keeper } from './transports/kept/keeper.ts'
import type { Persistence } from './transports/kept/persistence.ts'
import { createHandlers } from './transports/msw.ts'
import { createPause } from './transports/pauses.ts'
import type { OnUnhandledRequest } from './transports/policy.ts'
import { every } from './transports/timers.ts'
import { checkListenOptions, toListenOptions } from './transports/unhandled.ts'
import { defaultScript, ignoreUpdateErrors, toStartError } from './transports/worker-script.ts'

/** The mock in a browser: behind msw's service worker, with data that outlive the page and an inspector on top of it. */

export interface MockWorkerOptions extends MockOptions {
  /**
   * Whether data, time, calls, history and faults survive a reload: for as long as the tab is open (`'session'`), or until
   * they are reset, and shared by all tabs (`'local'`), which are one world then. Default false. Sandboxes, the journal, and
   * faults with functions are not kept. If another mock of the same page keeps its data in the same place, it stops doing so.
   */
  readonly persist?: 'session' | 'local' | false | undefined
  /** Shows a button that opens the inspector over the page, as Alt+Shift+C does. Default false. */
  readonly inspector?: boolean | undefined
  /** Where msw's worker script lies, when it is not at `/mockServiceWorker.js`. */
  readonly serviceWorker?: StartOptions['serviceWorker'] | undefined
}

const workerOptions = mockOptions.extend({
  persist: z.union([z.enum(['session', 'local']), z.literal(false)]).optional(),
  inspector: z.boolean().optional(),
  serviceWorker: z.unknown().optional(),
})

/** The inspector over the page. It is loaded when it is first shown. */
export interface MockInspector {
  /**
   * Opens the inspector. Resolves when it is shown.
   * @example
   * await inspector.open()
   */
  open(): Promise<void>
  /**
   * Closes the inspector; its button stays.
   * @example
   * inspector.close()
   */
  close(): void
  /**
   * Removes the inspector and its button from the page.
   * @example
   * inspector.remove()
   */
  remove(): void
}

/** What the worker of msw takes. */
export interface MockWorkerStartOptions extends Omit<StartOptions, 'onUnhandledRequest'> {
  /**
   * What happens to requests that the mock does not answer: `'bypass'` lets them through, `'warn'` says so, `'error'`
   * refuses them (neither for scripts, styles and images), and a function may throw to refuse one. By default all pass, with
   * a warning, once for each origin, about those that look like requests to this API at another address.
   */
  readonly onUnhandledRequest?: OnUnhandledRequest | undefined
}

/** What `setupMockWorker` returns. */
export interface MockWorker {
  readonly mock: Mock
  /** The worker of msw, for handlers of your own: `worker.use(http.get(…))`. */
  readonly worker: SetupWorker
  /**
   * Begins to answer. Paths that the mocked API does not have are answered with 404; all other requests go to the network.
   * A second call changes nothing: it returns the same promise. After `stop` it begins again, and a promise whose start
   * was overtaken by that resolves with the newer one: whoever waits for it never goes on before the mock answers.
   * Another mock that answers on the same page is stopped: a module that is replaced while the page stays makes a new one.
   */
  readonly start: (options?: MockWorkerStartOptions) => Promise<void>
  /**
   * Stops answering, and removes the inspector from the page. A start that is in progress is canceled, and its promise
   * resolves. Stored data are kept.
   */
  readonly stop: () => void
  readonly inspector: MockInspector
}

/**
 * Makes a mock and the msw worker that answers for it.
 * @example
 * const { start } = setupMockWorker({ scenario: 'demo', persist: 'session', inspector: true })
 * await start()
 */
export function setupMockWorker(options: MockWorkerOptions = {}): MockWorker {
  checkOptions(workerOptions, options, 'setupMockWorker')
  const { persist = false, inspector: withInspector = false, serviceWorker, ...others } = options
  const mock = makeMockLater(others, 'setupMockWorker')
  const kept = persist ? new Kept(mock, persist) : undefined
  const turn: Turn = kept ? (run) => kept.turn(run) : (run) => Promise.resolve(run())
  const { api } = mock[internals]
  const keptMock = { api, run: (request: MockRequest) => turn(() => mock[internals].run(request)) }
  const worker = setupWorker(...(kept ? createHandlers(() => keptMock, api.base) : mock.handlers))
  const inspector = createInspectorHandle(mock, turn)
  /** What was asked for last: aborted by a stop. */
  let wanted: AbortController | undefined
  let begun: Promise<void> | undefined
  const stop = (): void => {
    if (stopOnPage === stop) stopOnPage = undefined
    wanted?.abort()
    wanted = undefined
    begun = undefined
    inspector.remove()
    kept?.stop()
  }
  const begin = async (
    { onUnhandledRequest, ...forMsw }: MockWorkerStartOptions,
    { signal }: AbortController,
  ): Promise<void> => {
    if (signal.aborted) return
    const merged = {
      quiet: true,
      ...toListenOptions(() => ({ apis: [mock[internals].api], onUnhandledRequest }), 'page'),
      ...(serviceWorker && { serviceWorker }),
      ...forMsw,
    }
    try {
      await mock[internals].prepare(createPause())
      await kept?.start()
      await worker.start(merged)
      const stopWorker = () => {
        ignoreUpdateErrors()
        worker.stop()
      }
      if (signal.aborted) return stopWorker()
      signal.addEventListener('abort', stopWorker)
      if (withInspector) await inspector.show()
    } catch (error) {
      // What msw has put in place by then would stand in the way of the next attempt.
      worker.stop()
      if (signal.aborted) return
      wanted = undefined
      begun = undefined
      if (stopOnPage === stop) stopOnPage = undefined
      throw await toStartError(error, merged.serviceWorker?.url ?? defaultScript)
    }
  }
  return {
    mock,
    worker,
    inspector,
    start(startOptions = {}) {
      try {
        checkListenOptions(startOptions, 'start', startKeys)
      } catch (error) {
        return Promise.reject(error)
      }
      if (begun) return begun
      takeOver(stop)
      const mine = new AbortController()
      wanted = mine
      begun = inTurn(() => begin(startOptions, mine)).then(() => (mine.signal.aborted ? begun : undefined))
      return begun
    },
    stop,
  }
}

/** Stops the mock that answers on this page. */
let stopOnPage: (() => void) | undefined

/** Stops the mock that answered on this page, if any, in favour of the one that this function stops. */
function takeOver(stop: () => void): void {
  if (stopOnPage) {
    // oxlint-disable-next-line no-console
    console.info(
      'callcamp-mock: another mock answers on this page from here on, and the one before is stopped. Where both are wanted, let one answer for both: worker.use(...other.mock.handlers).',
    )
  }
  stopOnPage?.()
  stopOnPage = stop
}

/** What msw is at: it has one worker for all mocks of a page, and is confused by a second start before the first is done. */
let turn: Promise<void> = Promise.resolve()

/** Runs something when everything before it is done, well or not. */
function inTurn(run: () => Promise<void>): Promise<void> {
  const mine = turn.then(run)
  turn = mine.catch(() => {})
  return mine
}

/** What the worker of msw takes, in all versions that are supported. */
const startKeys = ['serviceWorker', 'quiet', 'waitUntilReady', 'findWorker', 'onUnhandledRequest', 'onUnhandledFrame']

/** Keeps the data of the mocks of this page. */
const keeper = new Keeper()

/** What keeps the data of a mock in the browser. */
class Kept {
  readonly #mock: Mock
  readonly #persist: 'session' | 'local'
  #opening: Promise<Persistence | undefined> | undefined
  #persistence: Persistence | undefined

  constructor(mock: Mock, persist: 'session' | 'local') {
    this.#mock = mock
    this.#persist = persist
  }

  async start(): Promise<void> {
    const mock = this.#mock
    const { edition, baseUrl } = mock.info
    const parts = { ...mock[internals].parts, back: (id: number) => void mock.history.back(id) }
    this.#opening ??= keeper.open(parts, {
      persist: this.#persist,
      edition,
      baseUrl,
      warn: (message) => warn(`callcamp-mock: ${message}`),
    })
    this.#persistence = await this.#opening
    if (this.#persistence) await keeper.resume(this.#persistence)
  }

  stop(): void {
    void this.#persistence?.close()
  }

  /** Runs something in the one order of all tabs. */
  turn<Result>(run: () => Result): Promise<Result> {
    return this.#persistence ? this.#persistence.turn(run) : Promise.resolve(run())
  }
}

/** Runs something that asks or changes a mock. */
type Turn = <Result>(run: () => Result) => Promise<Result>

function createInspectorHandle(mock: Mock, turn: Turn): MockInspector & { show(): Promise<Overlay> } {
  let overlay: Promise<Overlay> | undefined
  const show = () =>
    (overlay ??= import('./inspector/overlay.ts').then(({ showOverlay }) => showOverlay(createPort(mock, turn))))
  const ifShown = (act: (shown: Overlay) => void) => void overlay?.then(act)
  return {
    show,
    open: async () => (await show()).open(),
    close: () => ifShown((shown) => shown.close()),
    remove() {
      ifShown((shown) => shown.remove())
      overlay = undefined
    },
  }
}

/** The control API of a mock in the same page. */
function createPort(mock: Mock, turn: Turn, root = mock): Port {
  const control = createControl()
  const feed = new EventFeed()
  feed.follow(mock)
  return {
    async request(method, address, body) {
      const [path = '', query = ''] = address.split('?')
      const headers: Readonly<Record<string, string>> = { 'content-type': 'application/json' }
      const asked = {
        method,
        url: controlPath + address,
        path,
        query,
        header: (name: string) => headers[name],
        headers: () => headers,
        body: body === undefined ? undefined : JSON.stringify(body),
      }
      const answer = await turn(() => control.run(mock, asked))
      return { status: answer.status, body: answer.body === undefined ? undefined : JSON.parse(answer.body) }
    },
    subscribe(listener) {
      const tell = (data: string) => listener(JSON.parse(data) as LiveEvent)
      const stop = feed.subscribe(mock, tell)
      let toldClock = ''
      const beat = async () => {
        if (mock.clock.settings.mode === 'ticking') await turn(() => mock[internals].tick())
        const clock = JSON.stringify(clockEvent(mock))
        if (clock !== toldClock) tell(clock)
        toldClock = clock
      }
      const stopBeating = every(250, () => void beat())
      return () => {
        stop()
        stopBeating()
      }
    },
    enter: (sandbox) => createPort(sandbox === null ? root : root.sandbox(sandbox), turn, root),
  }
}

function warn(message: string): void {
  // oxlint-disable-next-line no-console
  console.warn(message)
}
