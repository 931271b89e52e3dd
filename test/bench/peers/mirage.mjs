// Mirage JS with its own shorthands, and a search as its documentation shows. It lives in browsers: jsdom is its page.
import { JSDOM } from 'jsdom'

const origin = 'http://mirage.test'
const { window } = new JSDOM('', { url: origin })
Object.assign(globalThis, {
  self: globalThis,
  window: globalThis,
  document: window.document,
  location: window.location,
  XMLHttpRequest: window.XMLHttpRequest,
  ProgressEvent: window.ProgressEvent,
})
const { createServer, Model } = await import('miragejs')

export function start(rows) {
  const server = createServer({
    environment: 'test',
    models: { record: Model },
    routes() {
      this.urlPrefix = origin
      this.timing = 0
      this.get('/records', (schema, request) => {
        const { search } = request.queryParams
        const found = search ? schema.records.where((record) => record.lastName.includes(search)) : schema.records.all()
        return { records: found.slice(0, 10).models.map((model) => model.attrs), total: found.length }
      })
      this.get('/records/:id')
      this.post('/records', (schema, request) => schema.records.create(JSON.parse(request.requestBody)))
      this.patch('/records/:id', (schema, request) =>
        schema.records.find(request.params.id).update(JSON.parse(request.requestBody)),
      )
      this.del('/records/:id')
    },
  })
  server.logging = false
  server.db.loadData({ records: rows.map(({ uuid, ...fields }) => ({ id: uuid, uuid, ...fields })) })
  return { base: origin, stop: () => server.shutdown() }
}
