// A world of a search, beside a bare scope of the same size in which the same requests are sent.
import { explore } from '../../../dist/explore.js'
import { setupMockServer } from '../../../dist/node.js'
import { inTurns } from '../measure.mjs'
import { scenario } from '../rows.mjs'

const api = 'http://callcamp.ai/api'
const worlds = 100

/** Three requests, whatever becomes of them. */
async function client() {
  const read = async (path, init) => (await fetch(api + path, init)).json()
  const { campaigns } = await read('/campaigns').catch(() => ({}))
  await read(`/campaigns/${campaigns?.[0]?.uuid ?? 'none'}`).catch(() => {})
  await read('/campaigns', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"name":"Spring","status":"draft","type":"outbound"}',
  }).catch(() => {})
}

export async function measureExplore({ wants, quick }) {
  const name = 'explore: a world'
  if (!wants(name)) return {}
  const { listen, close, isolate } = setupMockServer({ scenario: scenario(3) })
  listen()
  const sides = {
    ours: { call: () => explore({ worlds, print: false }, client) },
    limit: {
      async call() {
        for (let index = 0; index < worlds; index += 1) await isolate(client)
      },
    },
  }
  const { ours, limit } = await inTurns(sides, { rounds: quick ? 5 : 15, calls: 1, warmUp: 3 })
  close()
  return { [name]: { ours: ours / worlds, limit: limit / worlds } }
}
