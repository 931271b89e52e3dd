// A world of a search against a bare isolated mock: the same requests through msw and global fetch.
import { setupMockServer } from '../../../dist/node.js'
import { explore } from '../../../dist/explore.js'
import { inTurns } from '../measure.mjs'

const api = 'http://callcamp.ai/api'

/** A client that lists, creates, changes and lists again, and takes failures as they come. */
async function client() {
  const send = (method, body) => ({
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const read = (response) => response.json().catch(() => ({}))
  const ask = (path, init) => fetch(api + path, init).then(read, () => ({}))
  await ask('/campaigns')
  const { uuid } = await ask('/campaigns', send('POST', { name: 'Spring', status: 'draft', type: 'outbound' }))
  await ask(`/campaigns/${uuid ?? 'none'}`, send('PATCH', { name: 'Summer' }))
  await ask('/campaigns?search=summer')
}

/** Microseconds a world of a search, and a scope of `isolate`, in turns. */
export async function measureExplore({ wants, quick, full }) {
  const name = 'a world of a search, four requests'
  if (!wants(name)) return {}
  const worlds = quick ? 100 : 300
  const server = setupMockServer({ scenario: 'empty' })
  server.listen()
  const sides = {
    // A search runs its plain world twice.
    ours: { call: () => explore({ scenario: 'empty', print: false, worlds: worlds - 1 }, client) },
    limit: {
      async call() {
        for (let index = 0; index < worlds; index += 1) await server.isolate(client)
      },
    },
  }
  const { ours, limit } = await inTurns(sides, { rounds: full ? 21 : 7, calls: 1, warmUp: 2 })
  server.close()
  return { [name]: { ours: ours / worlds, limit: limit / worlds } }
}
