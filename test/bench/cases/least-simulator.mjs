// The least program that makes the rows of a simulation so that each can be found by its id: a Map a table, a heap of ends,
// one of retries, and no rules but chance. It is the limit of the simulator.

const lines = 10
const maxAttempts = 3
const retryMs = 1_800_000
const alphabet = '0123456789abcdefghijklmnopqrstuvwxyz'

/** Calls every order to the end. `scenario` has campaigns and planned orders as a scenario document writes them. */
export function runLeast({ campaigns, orders, records, now }) {
  const tables = { order: byId(orders), record: byId(records), call: new Map() }
  const chance = createChance(1)
  const ends = createHeap()
  const retries = createHeap()
  const waiting = new Map(campaigns.map(({ uuid }) => [uuid, { free: lines, orders: [] }]))
  for (const { uuid, campaignUuid } of orders.toReversed()) waiting.get(campaignUuid).orders.push(uuid)

  const call = (orderUuid, campaign, ms) => {
    const order = tables.order.get(orderUuid)
    const record = tables.record.get(order.recordUuid)
    if (record.phoneNumber === '') return
    const drawn = chance()
    const seconds = drawn < 0.45 ? 30 + drawn * 600 : drawn < 0.7 ? 25 : 3
    const uuid = createId(chance)
    const startedAt = toTimestamp(ms)
    const { campaignUuid, recordUuid } = order
    const attempt = order.attempts + 1
    tables.call.set(uuid, {
      uuid,
      orderUuid,
      campaignUuid,
      recordUuid,
      attempt,
      startedAt,
      endedAt: null,
      outcome: null,
    })
    tables.order.set(orderUuid, { ...order, status: 'calling', attempts: attempt, updatedAt: startedAt })
    campaign.free -= 1
    ends.push({ at: ms + Math.floor(seconds) * 1_000, uuid, drawn })
  }
  const dial = (campaign, ms) => {
    while (campaign.free > 0 && campaign.orders.length > 0) call(campaign.orders.pop(), campaign, ms)
  }

  for (const campaign of waiting.values()) dial(campaign, now)
  for (;;) {
    const end = ends.peek()
    const retry = retries.peek()
    if (!end && !retry) return tables
    if (retry && (!end || retry.at < end.at)) {
      retries.pop()
      const campaign = waiting.get(tables.order.get(retry.uuid).campaignUuid)
      campaign.orders.push(retry.uuid)
      dial(campaign, retry.at)
      continue
    }
    ends.pop()
    const made = tables.call.get(end.uuid)
    const order = tables.order.get(made.orderUuid)
    const again = end.drawn >= 0.45 && end.drawn < 0.82
    const outcome = again ? 'busy' : 'contacted'
    const endedAt = toTimestamp(end.at)
    tables.call.set(made.uuid, { ...made, endedAt, outcome })
    const status = again && made.attempt >= maxAttempts ? 'failed' : outcome
    tables.order.set(order.uuid, { ...order, status, updatedAt: endedAt })
    if (again && made.attempt < maxAttempts) retries.push({ at: end.at + retryMs, uuid: order.uuid })
    const campaign = waiting.get(order.campaignUuid)
    campaign.free += 1
    dial(campaign, end.at)
  }
}

const byId = (rows) => new Map(rows.map((row) => [row.uuid, { attempts: 0, ...row }]))

function createId(chance) {
  let id = 'call_'
  for (let index = 0; index < 20; index += 1) id += alphabet[Math.floor(chance() * 36)]
  return id
}

function toTimestamp(ms) {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`
}

function createChance(seed) {
  let state = seed
  return () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 4_294_967_296
}

function createHeap() {
  const items = []
  return {
    peek: () => items[0],
    push(item) {
      let slot = items.push(item) - 1
      while (slot > 0) {
        const above = (slot - 1) >> 1
        if (items[above].at <= item.at) break
        items[slot] = items[above]
        slot = above
      }
      items[slot] = item
    },
    pop() {
      const last = items.pop()
      if (items.length === 0) return
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
    },
  }
}
