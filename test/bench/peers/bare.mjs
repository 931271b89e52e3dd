// The limit: a bare msw handler for each request, with a constant answer.
import { http, HttpResponse } from 'msw'
import { setupServer } from 'msw/node'

const origin = 'http://bare.test'

export function start(rows) {
  const one = () => HttpResponse.json(rows[0])
  const parsed = async ({ request }) => {
    await request.json()
    return HttpResponse.json(rows[0])
  }
  const server = setupServer(
    http.get(`${origin}/records`, () => HttpResponse.json({ records: rows.slice(0, 10), total: rows.length })),
    http.get(`${origin}/records/:id`, one),
    http.post(`${origin}/records`, parsed),
    http.patch(`${origin}/records/:id`, parsed),
    http.delete(`${origin}/records/:id`, () => HttpResponse.json({ success: true })),
  )
  server.listen({ onUnhandledRequest: 'error' })
  return { base: origin, stop: () => server.close() }
}
