// Handlers over @msw/data, the newer line of the same library, written as its documentation shows.
import { Collection } from '@msw/data'
import { http, HttpResponse } from 'msw'
import { setupServer } from 'msw/node'
import { z } from 'zod'

const origin = 'http://msw-data.test'

export async function start(rows) {
  const schema = z.object({
    uuid: z.string(),
    firstName: z.string(),
    lastName: z.string(),
    email: z.string(),
    phoneNumber: z.string(),
    createdAt: z.string(),
  })
  const records = new Collection({ schema })
  for (const row of rows) await records.create(schema.parse(row))
  const missing = () => HttpResponse.json({ message: 'Not found' }, { status: 404 })
  const server = setupServer(
    http.get(`${origin}/records`, ({ request }) => {
      const search = new URL(request.url).searchParams.get('search')
      const found = search
        ? records.findMany((query) => query.where({ lastName: (name) => name.includes(search) }), { take: 10 })
        : records.findMany(undefined, { take: 10 })
      return HttpResponse.json({ records: found, total: records.count() })
    }),
    http.get(`${origin}/records/:id`, ({ params }) => {
      const record = records.findFirst((query) => query.where({ uuid: params.id }))
      return record ? HttpResponse.json(record) : missing()
    }),
    http.post(`${origin}/records`, async ({ request }) =>
      HttpResponse.json(await records.create(await request.json()), { status: 201 }),
    ),
    http.patch(`${origin}/records/:id`, async ({ request, params }) => {
      const changes = await request.json()
      const record = await records.update((query) => query.where({ uuid: params.id }), {
        data: (draft) => void Object.assign(draft, changes),
      })
      return record ? HttpResponse.json(record) : missing()
    }),
    http.delete(`${origin}/records/:id`, ({ params }) =>
      records.delete((query) => query.where({ uuid: params.id })) ? HttpResponse.json({ success: true }) : missing(),
    ),
  )
  server.listen({ onUnhandledRequest: 'error' })
  return { base: origin, stop: () => server.close() }
}
