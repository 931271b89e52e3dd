/** The script of msw's service worker: what is said when it is not where it should be. */

export const defaultScript = '/mockServiceWorker.js'

/** Puts a reason that helps in the place of msw's: a script that is missing, or a page of HTML in its stead. */
export async function toStartError(reason: unknown, url: string): Promise<unknown> {
  if (await isScript(url)) return reason
  return new Error(
    `callcamp-mock: there is no service worker script at ${new URL(url, location.href).href}. Make it once, with the folder that your page's files are served from:\n\n  npx msw init public\n\nWhere it lies elsewhere, as it does under the base of an app, name its place: setupMockWorker({ serviceWorker: { url: '/base${defaultScript}' } }).`,
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
