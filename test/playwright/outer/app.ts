import type { Page } from '@playwright/test'

/** A page on an origin of its own, and requests as its script would make them. */

export async function open(page: Page): Promise<void> {
  // Pages of the outside world may not ask servers of this machine: for those, the app is served from this machine, too.
  const local = process.env['APP_URL']
  if (local === undefined)
    await page.route('http://app.test/', (route) =>
      route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>App</title>' }),
    )
  await page.goto(local ?? '/')
}

export interface Seen {
  readonly status: number
  readonly headers: Record<string, string>
  readonly body: unknown
}

export interface Asked {
  readonly method?: string
  readonly headers?: Record<string, string>
  readonly body?: string
}

/** Throws what the page's fetch throws. */
export function ask(page: Page, url: string, init: Asked = {}): Promise<Seen> {
  return page.evaluate(
    async ([url, init]) => {
      const response = await fetch(url, init)
      const text = await response.text()
      return {
        status: response.status,
        headers: Object.fromEntries(response.headers),
        body: text === '' ? undefined : JSON.parse(text),
      }
    },
    [url, init] as const,
  )
}

export function create(page: Page, name: string, base = 'http://callcamp.ai'): Promise<Seen> {
  const body = JSON.stringify({ name, status: 'active', type: 'outbound' })
  return ask(page, `${base}/api/campaigns`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer k1' },
    body,
  })
}

export async function names(page: Page, base = 'http://callcamp.ai'): Promise<string[]> {
  const { body } = await ask(page, `${base}/api/campaigns?limit=100`)
  return (body as { campaigns: { name: string }[] }).campaigns.map(({ name }) => name)
}
