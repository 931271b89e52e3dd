// What a call costs when 100,000 orders are run to their end.
import { createMock } from '../../../dist/index.js'
import { median, processorTime } from '../measure.mjs'
import { campaignId, orderId, recordId, scenario } from '../rows.mjs'

const size = 100_000

export async function measureSimulator() {
  const ours = []
  const limit = []
  for (let round = 0; round < 3; round += 1) {
    limit.push(heapCost())
    const mock = createMock({ scenario: waiting() })
    const started = processorTime()
    mock.simulator.runToEnd()
    const spent = processorTime() - started
    const calls = mock.db.call.count()
    if (calls < size) throw new Error(`Only ${calls} calls were made`)
    ours.push((spent * 1_000) / calls)
  }
  return { 'simulator: a call, 100,000 orders to the end': { ours: median(ours), limit: median(limit) } }
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

function heapCost() {
  const items = []
  let state = 1
  const next = () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0)
  for (let index = 0; index < size; index += 1) push(items, { at: next(), index })
  const times = 300_000
  const started = processorTime()
  for (let index = 0; index < times; index += 1) {
    const item = pop(items)
    item.at += next()
    push(items, item)
  }
  return ((processorTime() - started) * 1_000) / times
}

function push(items, item) {
  let slot = items.push(item) - 1
  while (slot > 0) {
    const above = (slot - 1) >> 1
    if (items[above].at <= item.at) break
    items[slot] = items[above]
    slot = above
  }
  items[slot] = item
}

function pop(items) {
  const top = items[0]
  const last = items.pop()
  if (items.length === 0) return top
  let slot = 0
  for (;;) {
    let below = 2 * slot + 1
    if (below >= items.length) break
    if (below + 1 < items.length && items[below + 1].at < items[below].at) below += 1
    if (items[below].at >= last.at) break
    items[slot] = items[below]
    slot = below
  }
  items[slot] = last
  return top
}
