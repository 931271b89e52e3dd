import type { Order, OrderList } from 'callcamp-mock'
import { defineClient } from '../clients/client.ts'
import { byId, groupBy, isUntouched } from './rows.ts'

class CallCampError extends Error {}

interface Canceled {
  readonly canceled: string[]
  readonly failed: { readonly uuid: string; readonly reason: string }[]
}

/** An SDK that cancels everything that is planned in a campaign. */
class CallCamp {
  async cancelPlanned(campaignUuid: string): Promise<Canceled> {
    const result: Canceled = { canceled: [], failed: [] }
    const seen = new Set<string>()
    for (let page = 1; ; page = this.after(page)) {
      const orders = await this.planned(campaignUuid, page)
      const fresh = orders.filter(({ uuid }) => !seen.has(uuid))
      if (fresh.length === 0) return result
      for (const { uuid } of fresh) seen.add(uuid)
      await this.cancelAll(campaignUuid, fresh, result)
    }
  }

  /** The page to read after another. */
  protected after(page: number): number {
    return page + 1
  }

  private async planned(campaignUuid: string, page: number): Promise<OrderList['orders']> {
    const path = `/campaigns/${encodeURIComponent(campaignUuid)}/orders?status=planned&page=${page}&limit=25`
    const list = await this.request<OrderList>('GET', path)
    if (!Array.isArray(list?.orders)) throw new CallCampError('unexpected answer')
    return list.orders
  }

  private async cancelAll(campaignUuid: string, orders: OrderList['orders'], result: Canceled): Promise<void> {
    for (const { uuid } of orders) {
      const path = `/campaigns/${encodeURIComponent(campaignUuid)}/orders/${encodeURIComponent(uuid)}`
      try {
        await this.request<Order>('PATCH', path, { status: 'canceled' })
        result.canceled.push(uuid)
      } catch (error) {
        if (!(error instanceof CallCampError)) throw error
        result.failed.push({ uuid, reason: error.message })
      }
    }
  }

  private async request<Answer>(method: string, path: string, body?: object): Promise<Answer> {
    const response = await fetch(`http://callcamp.ai/api${path}`, {
      method,
      signal: AbortSignal.timeout(15_000),
      ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    }).catch((error: unknown) => {
      throw new CallCampError(`${method} ${path} failed`, { cause: error })
    })
    const data = await response.json().catch(() => {
      if (response.ok) throw new CallCampError(`${method} ${path}: unreadable answer`)
    })
    if (!response.ok) throw new CallCampError(data?.message ?? `${method} ${path}: HTTP ${response.status}`)
    return data
  }
}

class FixedCallCamp extends CallCamp {
  protected override after(): number {
    // Orders that were canceled have left the list, so the rest moves up to its first page.
    return 1
  }
}

export default defineClient({
  name: 'a client that cancels planned orders skips every second page',
  broken: CallCamp,
  fixed: FixedCallCamp,
  test:
    (Sdk) =>
    async ({ mock }) => {
      const before = byId(mock.db.order.getAll())
      const planned = groupBy(
        [...before.values()].filter(({ status }) => status === 'planned'),
        ({ campaignUuid }) => campaignUuid,
      )
      const [most] = [...planned].toSorted(([, one], [, other]) => other.length - one.length)
      if (!most) return
      const [campaignUuid, orders] = most
      const result = await new Sdk().cancelPlanned(campaignUuid).catch((error: unknown) => {
        if (!(error instanceof CallCampError)) throw error
      })
      if (!result || result.failed.length > 0) return
      const after = byId(mock.db.order.getAll())
      const left = orders.filter(({ uuid }) => !result.canceled.includes(uuid) && isUntouched(before, after, uuid))
      if (left.length > 0) throw new Error(`${left.length} of ${orders.length} planned orders were never canceled`)
    },
})
