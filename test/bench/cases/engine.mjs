// The engine with no interception: what is left of a request when msw is taken away.
import { createMock } from '../../../dist/index.js'
import { inTurns } from '../measure.mjs'
import { recordId, scenario } from '../rows.mjs'

export async function measureEngine({ wants, quick }) {
  const name = 'engine alone: mock.fetch of a get'
  if (!wants(name)) return {}
  const mock = createMock({ scenario: scenario(1_000), simulator: false })
  const url = (index) => `http://callcamp.ai/api/records/${recordId(index % 1_000)}`
  const body = await (await mock.fetch(url(0))).json()
  const sides = {
    ours: { call: async (index) => (await mock.fetch(url(index))).json() },
    limit: {
      async call(index) {
        const request = new Request(url(index))
        return request.method === 'GET' && Response.json(body).json()
      },
    },
  }
  return { [name]: await inTurns(sides, { rounds: quick ? 31 : 61, calls: 200, warmUp: 4_000 }) }
}
