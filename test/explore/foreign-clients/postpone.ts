import type { OrderList } from 'callcamp-mock'
import { defineClient } from '../clients/client.ts'
import { byId } from './rows.ts'

class PostponeError extends Error {}

interface Postponed {
  readonly moved: { readonly uuid: string; readonly from: string; readonly to: string }[]
  readonly failed: { readonly uuid: string; readonly reason: string }[]
}

const dayMs = 86_400_000
const ordersUrl = (campaignUuid: string) =>
  `http://callcamp.ai/api/campaigns/${encodeURIComponent(campaignUuid)}/orders`

async function scheduledOrders(campaignUuid: string): Promise<OrderList['orders']> {
  const found = new Map<string, OrderList['orders'][number]>()
  try {
    for (let page = 1; ; page += 1) {
      const url = `${ordersUrl(campaignUuid)}?page=${page}&limit=100`
      const response = await fetch(url, { signal: AbortSignal.timeout(15_000) })
      if (!response.ok) throw new Error(`HTTP ${response.status}`)
      const { orders, total }: OrderList = await response.json()
      if (!Array.isArray(orders)) throw new Error('unexpected answer')
      for (const order of orders) if (order.status === 'scheduled') found.set(order.uuid, order)
      if (orders.length === 0 || page * 100 >= total) return [...found.values()]
    }
  } catch (error) {
    throw new PostponeError('the orders cannot be read', { cause: error })
  }
}

/** What a clock in a zone shows at an instant, as if it were UTC. */
function wallClock(instant: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(instant)
  const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((one) => one.type === type)?.value)
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'))
}

/** The instant at which a clock in a zone shows a time: in two steps, as the offset depends on the result. */
function instantOf(wall: number, zone: string): number {
  const guess = wall - (wallClock(wall, zone) - wall)
  return wall - (wallClock(guess, zone) - guess)
}

type Move = (instant: number, zone: string) => number
const brokenMove: Move = (instant) => instant + 14 * dayMs
const fixedMove: Move = (instant, zone) => instantOf(wallClock(instant, zone) + 14 * dayMs, zone)

/** Moves all scheduled calls of a campaign by two weeks. */
async function postpone(campaignUuid: string, move: Move): Promise<Postponed> {
  const result: Postponed = { moved: [], failed: [] }
  for (const { uuid, scheduledTime: from, scheduledTimeTimezone } of await scheduledOrders(campaignUuid)) {
    if (!from) continue
    try {
      const to = new Date(move(Date.parse(from), scheduledTimeTimezone ?? 'UTC')).toISOString()
      const response = await fetch(`${ordersUrl(campaignUuid)}/${encodeURIComponent(uuid)}`, {
        method: 'PATCH',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ scheduledTime: to }),
        signal: AbortSignal.timeout(15_000),
      })
      if (!response.ok) throw new Error(`HTTP ${response.status}`)
      result.moved.push({ uuid, from, to })
    } catch (error) {
      result.failed.push({ uuid, reason: error instanceof Error ? error.message : String(error) })
    }
  }
  return result
}

/** What the test takes for the time in a zone. It does not rely on the client for that. */
function shownIn(instant: number, zone: string): number {
  const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' })
  return Date.parse(`${clock.format(instant).replace(' ', 'T')}Z`)
}

/** Whether there is an instant at which a clock in a zone shows a time. */
const exists = (wall: number, zone: string) =>
  [-2, -1, 0, 1, 2].some((days) => {
    const near = wall + days * dayMs
    return shownIn(wall - (shownIn(near, zone) - near), zone) === wall
  })

const inSeconds = (ms: number) => Math.floor(ms / 1_000)

export default defineClient({
  name: 'a call that is postponed by two weeks is an hour off after the clocks change',
  broken: brokenMove,
  fixed: fixedMove,
  test:
    (move) =>
    async ({ mock }) => {
      const scheduled = mock.db.order
        .getAll()
        .filter(({ status, scheduledTime }) => status === 'scheduled' && scheduledTime)
      for (const campaignUuid of [...new Set(scheduled.map((order) => order.campaignUuid))].slice(0, 5)) {
        const before = byId(mock.db.order.getAll())
        const result = await postpone(campaignUuid, move).catch((error: unknown) => {
          if (!(error instanceof PostponeError)) throw error
        })
        const seen = new Set<string>()
        for (const { uuid, from, to } of result?.moved ?? []) {
          if (seen.has(uuid)) throw new Error(`order ${uuid} was moved twice`)
          seen.add(uuid)
          const was = before.get(uuid)
          const is = mock.db.order.get(uuid)
          if (!was?.scheduledTime || !is?.scheduledTime) continue
          const start = Date.parse(was.scheduledTime)
          const end = Date.parse(is.scheduledTime)
          const zone = was.scheduledTimeTimezone ?? 'UTC'
          // Where the API has something else, someone else has changed the order. It keeps no fractions of a second.
          if (start !== Date.parse(from) || inSeconds(end) !== inSeconds(Date.parse(to))) continue
          if ((is.scheduledTimeTimezone ?? 'UTC') !== zone) continue
          const wanted = shownIn(start, zone) + 14 * dayMs
          if (shownIn(end, zone) !== wanted && exists(wanted, zone))
            throw new Error(
              `order ${uuid} is at ${is.scheduledTime}, where ${new Date(wanted).toISOString()} was meant`,
            )
        }
      }
    },
})
