// Handlers over @mswjs/data, written as its documentation shows.
import { drop, factory, primaryKey } from '@mswjs/data'
import { http, HttpResponse } from 'msw'
import { setupServer } from 'msw/node'

const origin = 'http://mswjs-data.test'

export function start(rows) {
  const db = factory({
    record: {
      uuid: primaryKey(String),
      firstName: String,
      lastName: String,
      email: String,
      phoneNumber: String,
      createdAt: String,
    },
  })
  for (const { uuid, firstName, lastName, email, phoneNumber, createdAt } of rows)
    db.record.create({ uuid, firstName, lastName, email, phoneNumber, createdAt })
  const byId = ({ id }) => ({ where: { uuid: { equals: id } } })
  const missing = () => HttpResponse.json({ message: 'Not found' }, { status: 404 })
  const server = setupServer(
    http.get(`${origin}/records`, ({ request }) => {
      const search = new URL(request.url).searchParams.get('search')
      const where = search ? { lastName: { contains: search } } : undefined
      const records = db.record.findMany({ where, take: 10, skip: 0, orderBy: { createdAt: 'desc' } })
      return HttpResponse.json({ records, total: db.record.count(where ? { where } : undefined) })
    }),
    http.get(`${origin}/records/:id`, ({ params }) => {
      const record = db.record.findFirst(byId(params))
      return record ? HttpResponse.json(record) : missing()
    }),
    http.post(`${origin}/records`, async ({ request }) =>
      HttpResponse.json(db.record.create(await request.json()), { status: 201 }),
    ),
    http.patch(`${origin}/records/:id`, async ({ request, params }) => {
      const record = db.record.update({ ...byId(params), data: await request.json() })
      return record ? HttpResponse.json(record) : missing()
    }),
    http.delete(`${origin}/records/:id`, ({ params }) =>
      db.record.delete(byId(params)) ? HttpResponse.json({ success: true }) : missing(),
    ),
  )
  server.listen({ onUnhandledRequest: 'error' })
  return {
    base: origin,
    stop() {
      server.close()
      drop(db)
    },
  }
}
