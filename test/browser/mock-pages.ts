import type { BrowserContext, Page } from '@playwright/test'
import { afterAll, beforeAll } from 'vitest'
import { useBrowser } from './chromium.ts'
import { type DemoServer, startDemo } from './demo-server.ts'

/** Empty pages of one origin, in which tests start mocks from the sources. */

export interface MockPages {
  /** A browser context whose pages share their storage. */
  readonly openContext: () => Promise<BrowserContext>
  /** An empty page, in a context of its own unless one is given. */
  readonly openPage: (context?: BrowserContext) => Promise<Page>
}

export function useMockPages(): MockPages {
  const { context } = useBrowser()
  let demo: DemoServer
  const openContext = async () => {
    const made = await context()
    // The demo at this origin has a mock of its own.
    await made.route(`${demo.url}tab`, (route) =>
      route.fulfill({ contentType: 'text/html', body: '<title>A tab</title>' }),
    )
    return made
  }
  const openPage = async (shared?: BrowserContext) => {
    const page = await (shared ?? (await openContext())).newPage()
    await page.goto(`${demo.url}tab`)
    return page
  }
  beforeAll(async () => {
    demo = await startDemo()
  }, 120_000)
  afterAll(() => demo?.close())
  return { openContext, openPage }
}

/** Starts a mock in a page, which has it as `mock`, with `mock.run` for requests and `mock.stop`. */
export function startMock(page: Page, options: object = { persist: 'local', history: 50 }): Promise<boolean> {
  return inPage(
    page,
    `import('/doors/browser.js').then(async ({ setupMockWorker }) => {
      const { mock, start, stop } = setupMockWorker(${JSON.stringify(options)})
      await start()
      const run = (path, init) => fetch('http://callcamp.ai' + path, init)
      globalThis.mock = Object.assign(mock, { run, stop })
      return true
    })`,
  )
}

/** Runs a script in a page. It is given as text, because vitest rewrites functions for Node. */
export function inPage<Result>(page: Page, script: string): Promise<Result> {
  return page.evaluate(script)
}
