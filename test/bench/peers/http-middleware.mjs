// @mswjs/http-middleware over the handlers that @mswjs/data makes.
import { factory, primaryKey } from '@mswjs/data'
import { createServer } from '@mswjs/http-middleware'

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
  return new Promise((resolve) => {
    const server = createServer(...db.record.toHandlers('rest')).listen(0, '127.0.0.1', () =>
      resolve({
        port: server.address().port,
        list: '/records?skip=0&take=10',
        search: '/records?skip=0&take=10&lastName=',
      }),
    )
  })
}
