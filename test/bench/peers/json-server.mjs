// json-server with its router over data in memory.
import jsonServer from 'json-server'

export function start(rows) {
  const app = jsonServer.create()
  app.use(jsonServer.bodyParser)
  app.use(jsonServer.router({ records: rows.map(({ uuid, ...fields }) => ({ id: uuid, uuid, ...fields })) }))
  return new Promise((resolve) => {
    const server = app.listen(0, '127.0.0.1', () =>
      resolve({
        port: server.address().port,
        list: '/records?_page=1&_limit=10',
        search: '/records?_page=1&_limit=10&q=',
      }),
    )
  })
}
