// A service of one's own on emulate, as its documentation shows: its state is a list, and its router is Hono's.
import { createEmulator, defineEmulator } from 'emulate'
import { freePort } from './tools.mjs'

export async function start(rows) {
  const records = defineEmulator({
    name: 'records',
    state: () => ({ records: rows }),
    setup({ app, state }) {
      app.get('/records', (c) => {
        const search = c.req.query('search')
        const found = search
          ? state.records.filter((one) => one.lastName.toLowerCase().includes(search))
          : state.records
        return c.json({ records: found.slice(-10).toReversed(), total: found.length })
      })
      app.get('/records/:id', (c) => {
        const record = state.records.find(({ uuid }) => uuid === c.req.param('id'))
        return record ? c.json(record) : c.json({ message: 'Not found' }, 404)
      })
      app.post('/records', async (c) => {
        const record = await c.req.json()
        state.records.push(record)
        return c.json(record, 201)
      })
    },
  })
  const port = await freePort()
  const emulator = await createEmulator({ service: records, port })
  return { port, stop: () => emulator.close() }
}
