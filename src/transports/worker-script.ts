import { messageOf } from '../contract/problems.ts'

/** The script of msw's service worker, and the errors of a browser that does not find or run it. */

export const defaultScript = '/mockServiceWorker.js'

/** Messages of browsers that run no service worker: with Playwright's `serviceWorkers: 'block'`, or in private windows. */
const blocked = /'active'|"active"|\.active\b|insecure/

/** Replaces msw's error if the script is missing, is a page of HTML, or if the browser runs no service worker. */
export async function toStartError(reason: unknown, url: string): Promise<unknown> {
  if (await isScript(url)) {
    if (!blocked.test(messageOf(reason))) return reason
    const sentences = [
      'callcamp-mock: this browser runs no service worker, and without one the mock cannot answer in the page.',
      'Private windows of Firefox have none: take another window.',
      "Playwright has none with serviceWorkers: 'block': allow them, or take test or routeToMock(page, mock) of callcamp-mock/playwright.",
      'Tests that run in Node take setupMockServer of callcamp-mock/node.',
    ]
    return new Error(sentences.join(' '), { cause: reason })
  }
  return toMissingScript(url, reason)
}

/** Throws the error of a missing script before a start would stop the mock that runs. */
export async function checkScript(url: string): Promise<void> {
  if (!(await isScript(url))) throw toMissingScript(url)
}

function toMissingScript(url: string, cause?: unknown): Error {
  const { href } = new URL(url, location.href)
  const paragraphs = [
    `callcamp-mock: there is no service worker script at ${href}. Make it once, in the folder of your page's files:`,
    '  npx msw init public --save',
    `Elsewhere, as under the base of an app, name its place: setupMockWorker({ serviceWorker: { url: '/base${defaultScript}' } }).`,
  ]
  return new Error(paragraphs.join('\n\n'), { cause })
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
 * Ignores the error of an update of a stopped worker. The browser removes such a worker when no other page needs it. If
 * msw finds it at the next start, it looks for a newer script without handling the rejection, which does no harm.
 */
export function ignoreUpdateErrors(): void {
  addEventListener('unhandledrejection', preventUpdateError)
}

function preventUpdateError(event: PromiseRejectionEvent): void {
  if (event.reason instanceof TypeError && /update.*service ?worker/i.test(event.reason.message)) event.preventDefault()
}
