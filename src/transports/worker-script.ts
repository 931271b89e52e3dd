import { messageOf } from '../contract/problems.ts'

/** The script of msw's service worker: what is said when it is not where it should be, or may not run. */

export const defaultScript = '/mockServiceWorker.js'

/** How browsers say that a registration has come to nothing, as with Playwright's `serviceWorkers: 'block'`; and Firefox, that a private window has none. */
const blocked = /'active'|"active"|\.active\b|insecure/

/** Puts a reason that helps in the place of msw's: a script that is missing, a page of HTML in its stead, or a browser that does not let it run. */
export async function toStartError(reason: unknown, url: string): Promise<unknown> {
  if (await isScript(url)) {
    if (!blocked.test(messageOf(reason))) return reason
    return new Error(
      "callcamp-mock: this browser lets no service worker run, and without one the mock cannot answer in the page. Private windows of Firefox have none: take another window. Playwright has none with serviceWorkers: 'block': allow them, or let the test answer, with the test of callcamp-mock/playwright or its routeToMock(page, mock). Tests that run in Node take setupMockServer of callcamp-mock/node.",
      { cause: reason },
    )
  }
  return new Error(
    `callcamp-mock: there is no service worker script at ${new URL(url, location.href).href}. Make it once, with the folder that your page's files are served from:\n\n  npx msw init public --save\n\nWhere it lies elsewhere, as it does under the base of an app, name its place: setupMockWorker({ serviceWorker: { url: '/base${defaultScript}' } }).`,
    { cause: reason },
  )
}

async function isScript(url: string): Promise<boolean> {
  try {
    const response = await fetch(url)
    return response.ok && (response.headers.get('content-type') ?? '').includes('javascript')
  } catch {
    return false
  }
}

/**
 * A worker that was stopped goes from the browser when no other page needs it. msw, which finds it still there at the next start,
 * looks for a newer script and lets the refusal fall: it reaches the page as an error of its own, though all is well.
 */
export function hushUpdates(): void {
  addEventListener('unhandledrejection', hush)
}

function hush(event: PromiseRejectionEvent): void {
  if (event.reason instanceof TypeError && /update.*service ?worker/i.test(event.reason.message)) event.preventDefault()
}
