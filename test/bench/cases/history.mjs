// What the history costs: a request with it, a step back, and a fork.
import { createMock } from '../../../dist/index.js'
import { inTurns, median } from '../measure.mjs'
import { campaignId, scenario } from '../rows.mjs'

const headers = { 'content-type': 'application/json' }

const patch = (mock, index) =>
  mock.fetch(`/api/campaigns/${campaignId(index)}`, { method: 'PATCH', headers, body: `{"name":"No ${index}"}` })

export async function measureHistory() {
  const document = scenario(1_000)
  const [kept, none] = [createMock({ scenario: document }), createMock({ scenario: document, history: 0 })]
  const times = await inTurns(
    { ours: { call: (index) => patch(kept, index) }, limit: { call: (index) => patch(none, index) } },
    { rounds: 40, calls: 200 },
  )
  return { 'a PATCH with the history on': times, ...(await measureMoves()) }
}

/** A step back and a fork must cost what has changed, and not what there is. */
async function measureMoves() {
  const mocks = { limit: createMock({ scenario: scenario(100) }), ours: createMock({ scenario: scenario(100_000) }) }
  const back = { ours: [], limit: [] }
  const fork = { ours: [], limit: [] }
  for (let round = -20; round < 200; round += 1) {
    for (const [side, mock] of Object.entries(mocks)) {
      await patch(mock, round + 20)
      const forked = time(() => mock.history.fork('other'))
      mock.dropSandbox('other')
      const undone = time(() => mock.history.back())
      if (round < 0) continue
      fork[side].push(forked)
      back[side].push(undone)
    }
  }
  const medians = ({ ours, limit }) => ({ ours: median(ours), limit: median(limit) })
  return { 'a step back over the last request, 100,000 rows': medians(back), 'a fork, 100,000 rows': medians(fork) }
}

function time(run) {
  const started = performance.now()
  run()
  return (performance.now() - started) * 1_000
}
