import type { HttpHandler } from 'msw'
import { type SetupWorker, setupWorker, type StartOptions } from 'msw/browser'
import { z } from 'zod'
import { checkOptions, mockOptions } from './contract/options.ts'
import { makeMockLater } from './create-mock.ts'
import type { MockRequest } from './engine/exchange.ts'
import { internals } from './engine/internals.ts'
import type { Mock, MockOptions } from './mock.ts'
import { createInspector, type MockInspector } from './page/inspector.ts'
import { KeptMock, type RunInTurn } from './page/kept-mock.ts'
import { holdRequests } from './page/held-requests.ts'
import { onLostWorker } from './page/lost-worker.ts'
import {
  isAnyRunning,
  isReplacing,
  type PageMock,
  release,
  startInOrder,
  takeOver,
  tellOfLoss,
} from './page/running-mock.ts'
import { createHandlers } from './transports/msw.ts'
import { isUnderApi, locate } from './transports/address.ts'
import { createPause, nextIdleTime } from './transports/pauses.ts'
import type { OnUnhandledRequest } from './transports/policy.ts'
import { StartProgress } from './transports/start-progress.ts'
import { checkListenOptions, toListenOptions } from './transports/unhandled.ts'
import { checkScript, defaultScript, ignoreUpdateErrors, toStartError } from './transports/worker-script.ts'

export type { MockInspector } from './page/inspector.ts'

/**
 * The mock in a browser: behind msw's service worker, with data that outlive the page and an inspector on top of it.
 */

/** msw's worker script, and how the browser registers it. */
const serviceWorkerOptions = z.strictObject({
  url: z.string().optional(),
  options: z
    .strictObject({
      scope: z.string().optional(),
      type: z.enum(['classic', 'module']).optional(),
      updateViaCache: z.enum(['all', 'imports', 'none']).optional(),
    })
    .optional(),
})
const startOptions = z.looseObject({ serviceWorker: serviceWorkerOptions.optional() })

const ownOptions = z.strictObject({
  /**
   * Whether data, time, calls, history and faults survive a reload: for as long as the tab is open (`'session'`), or
   * until they are reset, and shared by all tabs (`'local'`), which are one world then. Default false. Sandboxes, the
   * journal, and faults with functions are not kept. If another mock of the same page keeps its data in the same place,
   * it stops doing so.
   */
  persist: z.union([z.enum(['session', 'local']), z.literal(false)]).optional(),
  /** Shows a button that opens the inspector over the page, as Alt+Shift+C does. Default false. */
  inspector: z.boolean().optional(),
  /** Where msw's worker script lies, when it is not at `/mockServiceWorker.js`. */
  serviceWorker: serviceWorkerOptions.optional(),
})

/** Options of `setupMockWorker`: those of a mock, and those of a page. */
export interface MockWorkerOptions extends MockOptions, Readonly<z.input<typeof ownOptions>> {}
const workerOptions = mockOptions.extend(ownOptions.shape)

/** What the worker of msw takes. */
export interface MockWorkerStartOptions extends Omit<StartOptions, 'onUnhandledRequest'> {
  /**
   * What happens to requests that the mock does not answer: `'bypass'` lets them through, `'warn'` says so, `'error'`
   * refuses them (neither for scripts, styles and images), and a function may throw to refuse one. By default all pass,
   * with a warning about those that look like requests to this API at another address or path, once for each origin and
   * first part of the path. Those to the mocked API are refused if `worker.resetHandlers(…)` has replaced the handler of
   * the mock.
   */
  readonly onUnhandledRequest?: OnUnhandledRequest | undefined
}

/** What `setupMockWorker` returns. */
export interface MockWorker {
  readonly mock: Mock
  /** The worker of msw, for handlers of your own: `worker.use(http.get(…))`. Its `stop` does what `stop` of the mock does. */
  readonly worker: SetupWorker
  /**
   * Starts answering requests; until it is done, those to the mocked API wait. Paths that the mocked API does not have
   * get a 404; all other requests go to the network.
   * A second call changes nothing and returns the same promise. After `stop` it starts again, and the promise of a
   * start that was stopped resolves together with the newer one, so that code which awaits it always finds the mock
   * answering. Another mock that answers on the same page, such as that of a module before a hot reload, is stopped
   * when this one is ready. It goes on answering if the start fails.
   * Data are made in small steps, so that the page stays responsive. A start that takes longer than a second prints its
   * progress on the console.
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
  const kept = persist ? new KeptMock(mock, persist) : undefined
  const runInTurn: RunInTurn = kept?.runInTurn ?? ((run) => Promise.resolve(run()))
  const worker = setupWorker(...handlersOf(mock, runInTurn))
  const inspector = createInspector(mock, runInTurn)
  const stopWorker = worker.stop.bind(worker)
  /** Aborted by a stop. */
  let running: AbortController | undefined
  let started: Promise<void> | undefined
  let lastOptions: MockWorkerStartOptions = {}
  const stop = (): void => {
    running?.abort()
    running = undefined
    started = undefined
    release(pageMock)
    inspector.remove()
    kept?.stop()
  }
  // Otherwise the mock would still count as started.
  worker.stop = () => (running ? stop() : stopWorker())
  const startWorker = async (options: StartOptions, script: string, signal: AbortSignal): Promise<void> => {
    let active: ServiceWorker | null | undefined
    try {
      active = (await worker.start(options))?.active
    } catch (error) {
      // Whatever msw has set up by then would make the next attempt fail.
      stopWorker()
      throw await toStartError(error, script)
    }
    const end = () => {
      ignoreUpdateErrors()
      stopWorker()
    }
    if (signal.aborted) return end()
    signal.addEventListener('abort', end)
    const restart = async () => {
      if (signal.aborted) return
      stopWorker()
      active = (await worker.start(options))?.active
      if (signal.aborted) end()
    }
    const lost = () => {
      const goOn = holdRequests(pageMock.answers)
      startInOrder(restart)
        .catch(tellOfLoss)
        .finally(() => goOn(isAnyRunning()))
    }
    onLostWorker(() => active, lost, signal)
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
    const script = merged.serviceWorker?.url ?? defaultScript
    // oxlint-disable-next-line no-console
    const progress = new StartProgress((line) => console.log(line))
    let isStarted = false
    try {
      await mock[internals].prepare(createPause())
      // With `findWorker`, the script may have another address.
      if (isReplacing(pageMock) && !merged.findWorker) await checkScript(script)
      if (signal.aborted) return
      await takeOver(pageMock, async () => {
        // What the mock before has written is complete only now.
        progress.begin('restoring the kept state')
        await kept?.start()
        if (withInspector && !signal.aborted) await inspector.show()
        progress.begin('starting the service worker')
        if (!signal.aborted) await startWorker(merged, script, signal)
        return !signal.aborted
      })
      isStarted = !signal.aborted
      if (isStarted) void nextIdleTime().then(() => mock[internals].prepareIndexes(createPause(nextIdleTime)))
    } catch (error) {
      if (signal.aborted) return
      stop()
      throw error
    } finally {
      progress.end({ isStarted })
    }
  }
  const run = (options: MockWorkerStartOptions, inTurn: typeof startInOrder): Promise<void> => {
    const mine = new AbortController()
    running = mine
    lastOptions = options
    const goOn = isAnyRunning() ? undefined : holdRequests(pageMock.answers)
    started = inTurn(() => begin(options, mine))
      .finally(() => goOn?.(isAnyRunning()))
      .then(() => (mine.signal.aborted ? started : undefined))
    return started
  }
  const pageMock: PageMock = {
    stop,
    async resume() {
      if (!started) await run(lastOptions, (start) => start())
    },
    answers(url) {
      const location = locate(url, mock[internals].api.base)
      return location !== undefined && isUnderApi(location.path)
    },
  }
  return {
    mock,
    worker,
    inspector,
    start(options = {}) {
      try {
        checkListenOptions(options, 'start', startKeys)
        checkOptions(startOptions, options, 'start')
      } catch (error) {
        return Promise.reject(error)
      }
      return started ?? run(options, startInOrder)
    },
    stop,
  }
}

/** The handlers of a mock whose requests run in turn. Each gets ready in slices before its turn. */
function handlersOf(mock: Mock, runInTurn: RunInTurn): HttpHandler[] {
  const { api } = mock[internals]
  const answerer = {
    api,
    async run(request: MockRequest) {
      await mock[internals].prepareFor(request, createPause())
      return runInTurn(() => mock[internals].run(request))
    },
  }
  return createHandlers(() => answerer, api.base)
}

/** The start options of msw's worker, in all versions that are supported. */
const startKeys = ['serviceWorker', 'quiet', 'waitUntilReady', 'findWorker', 'onUnhandledRequest', 'onUnhandledFrame']
