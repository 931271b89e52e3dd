// What a call costs when 100,000 orders are run to their end.
import { createMock } from '../../../dist/index.js'
import { median, processorTime } from '../measure.mjs'
import { campaignId, orderId, recordId, scenario } from '../rows.mjs'
import { runLeast } from './least-simulator.mjs'

const size = 100_000

export async function measureSimulator() {
  const ours = []
  const limit = []
  for (let round = 0; round < 3; round += 1) {
    const document = waiting()
    limit.push(costOf(() => runLeast({ ...document, now: Date.parse(document.now) }).call.size))
    const mock = createMock({ scenario: document })
    ours.push(
      costOf(() => {
        mock.simulator.runToEnd()
        return mock.db.call.count()
      }),
    )
  }
  return { 'simulator: a call, 100,000 orders to the end': { ours: median(ours), limit: median(limit) } }
}

/** Microseconds of the processor for each call that `run` makes; it returns how many those are. */
function costOf(run) {
  const started = processorTime()
  const calls = run()
  const spent = processorTime() - started
  if (calls < size) throw new Error(`Only ${calls} calls were made`)
  return (spent * 1_000) / calls
}

/** All of them planned, in active campaigns that may call at any time. */
function waiting() {
  const document = scenario(size)
  return {
    ...document,
    campaigns: document.campaigns.map((campaign) => ({ ...campaign, status: 'active', type: 'outbound' })),
    orders: document.orders.map((order, index) => ({
      ...order,
      uuid: orderId(index),
      campaignUuid: campaignId(index),
      recordUuid: recordId(index),
      status: 'planned',
    })),
  }
}
