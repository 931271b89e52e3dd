import { orderDefaults } from '../../../contract/orders.ts'
import { fieldOf, isSame } from '../../values.ts'
import { type Call, answered, call } from '../calls.ts'
import { type Fact, factsOf, type Mismatch, type Questioner, unless, unlike } from '../facts.ts'
import { askRows, type ListQuery, uuidsOf } from '../lists.ts'
import type { OwnRows } from '../own-rows.ts'

/** Tests the life of orders. The campaigns of the check are drafts, so nobody is called. */
export function orderLifecycle(own: OwnRows): readonly Fact[] {
  const person = (lastName: string) => ({ firstName: own.marker, lastName, phoneNumber: own.phone() })
  const contacts = {
    one: { ...person('One'), email: 'one@example.com', parameters: { color: 'blue', size: 2 } },
    two: person('Two'),
    three: person('Three'),
  }
  const inA = () => ({ uuid: own.uuid('campaign A') })
  const orderInA = (name: string) => ({ ...inA(), orderUuid: own.uuid(name) })

  /** Returns mismatches if a list of orders does not have exactly these. */
  const has = async (
    questioner: Questioner,
    campaign: string,
    names: readonly string[],
    query: ListQuery = {},
  ): Promise<Mismatch[]> => {
    const wanted = names.map((name) => own.uuid(name))
    const answer = await askRows(questioner, 'orders.list', { uuid: own.uuid(campaign) }, query)
    const fitting = 'those of the check that fit, the newest first'
    const others = `${answer.count} in another order, or others`
    const mismatches = unless(isSame(uuidsOf(answer), wanted), 'orders', fitting, others, answer)
    if ('page' in query || 'limit' in query) return mismatches
    const { total } = answer
    const totals = `${total} for ${wanted.length}`
    return [...mismatches, ...unless(total === wanted.length, 'total', 'the number of orders that fit', totals, answer)]
  }
  const update = (questioner: Questioner, name: string, json: object, more: Call = {}) =>
    call(questioner, 'orders.update', { params: orderInA(name), json, ...more })
  const fact = factsOf('lifecycle')

  return [
    fact('orders.create', 'an order has the contact that was sent, and the default status', async (questioner) => {
      const params = inA()
      const mismatches: Mismatch[] = []
      for (const [name, record] of Object.entries(contacts)) {
        const status = name === 'two' ? { status: 'planned' } : {}
        const json = { ...status, record }
        const answer = await own.make(questioner, `order ${name}`, 'orders.create', { params, json })
        const { firstName, lastName, phoneNumber, ...others } = record
        const wanted = { name: `${firstName} ${lastName}`, phoneNumber, email: null, parameters: {}, ...others }
        mismatches.push(
          ...answered(answer, { status: orderDefaults.status, ...status }),
          ...answered({ ...answer, body: fieldOf(answer.body, 'record') }, wanted, 'record'),
        )
      }
      return mismatches
    }),
    fact('orders.list', 'new orders are listed in full, the newest first', async (questioner) => {
      const names = ['order three', 'order two', 'order one']
      const { rows, seen } = await askRows(questioner, 'orders.list', inA())
      const wanted = { campaignUuid: own.uuid('campaign A'), scheduledTime: null, price: null, instructions: null }
      return [
        ...(await has(questioner, 'campaign A', names)),
        ...(await has(questioner, 'campaign A', names.slice(0, 2), { limit: 2 })),
        ...(await has(questioner, 'campaign A', names.slice(2), { limit: 2, page: 2 })),
        ...rows.flatMap((row) => unlike(wanted, { body: row, seen }, 'orders[]')),
      ]
    }),
    fact('orders.list', 'filters and search find the orders that fit', async (questioner) => [
      ...(await has(questioner, 'campaign A', ['order two'], { status: 'planned' })),
      ...(await has(questioner, 'campaign A', ['order one'], { search: contacts.one.phoneNumber.slice(2) })),
      ...(await has(questioner, 'campaign A', ['order three'], { search: `${own.marker} THREE` })),
      ...(await has(questioner, 'campaign A', [], { search: `${own.marker} Three`, status: 'planned' })),
    ]),
    fact('orders.create', 'what makes no order is refused, and makes no contact either', async (questioner) => {
      const create = (json: unknown, name: string) =>
        own.attempt(questioner, 'orders.create', { params: inA(), json, status: 400, names: [name] })
      await create({}, 'record')
      await create({ record: { ...person('Four'), phoneNumber: '12' } }, 'record.phoneNumber')
      await create({ status: 'nonsense', record: person('Four') }, 'status')
      const json = { record: person('Four') }
      await own.attempt(questioner, 'orders.create', { params: { uuid: own.unknown.campaign }, json, status: 404 })
      const found = await askRows(questioner, 'records.list', {}, { search: `${own.marker} Four` })
      const { total } = found
      return [
        ...(await has(questioner, 'campaign A', ['order three', 'order two', 'order one'])),
        ...unless(total === 0, 'total', 'no contact', `${total}`, found),
      ]
    }),
    fact('records.get', 'a new contact tells its order', async (questioner) => {
      const answer = await call(questioner, 'records.get', { params: { uuid: own.contact('order one') } })
      const campaigns = [
        {
          campaignUuid: own.uuid('campaign A'),
          campaignName: own.row('campaign A')['name'],
          orderUuid: own.uuid('order one'),
          status: orderDefaults.status,
          lastCallAt: null,
        },
      ]
      return answered(answer, { campaigns, firstName: own.marker, status: 'active' })
    }),
    fact('orders.update', 'a plan is kept, its time in UTC, and its status as it was', async (questioner) => {
      const plan = {
        scheduledTimeTimezone: 'Europe/Paris',
        scheduledDurationSeconds: 600,
        price: 1.5,
        currencyCode: 'EUR',
        instructions: 'Made by a check: do not call',
      }
      const wanted = { ...plan, scheduledTime: '2099-01-01T08:00:00Z', status: orderDefaults.status }
      const planned = await update(questioner, 'order one', { ...plan, scheduledTime: '2099-01-01T10:00:00+02:00' })
      const scheduled = await update(questioner, 'order one', { status: 'scheduled', instructions: null })
      const { rows, seen } = await askRows(questioner, 'orders.list', inA(), { status: 'scheduled' })
      const now = { ...wanted, status: 'scheduled', instructions: null }
      return [
        ...answered(planned, wanted),
        ...answered(scheduled, now),
        ...unlike(now, { body: rows[0], seen }, 'orders[]'),
      ]
    }),
    fact('orders.update', 'an update that is refused changes nothing', async (questioner) => {
      const refused = (json: object, name: string) =>
        update(questioner, 'order three', json, { status: 400, names: [name] })
      await refused({ status: 'scheduled' }, 'scheduledTime')
      await refused({ status: 'nonsense' }, 'status')
      await refused({ instructions: 'Changed', price: -1 }, 'price')
      await refused({ status: 'planned', scheduledTime: 'tomorrow' }, 'scheduledTime')
      await update(questioner, 'order three', {}, { status: 404, params: { ...inA(), orderUuid: own.unknown.order } })
      const elsewhere = { uuid: own.uuid('campaign B'), orderUuid: own.uuid('order three') }
      await update(questioner, 'order three', {}, { status: 404, params: elsewhere })
      const { rows, seen } = await askRows(questioner, 'orders.list', inA(), { search: `${own.marker} Three` })
      const wanted = { status: orderDefaults.status, instructions: null, price: null }
      return unlike(wanted, { body: rows[0], seen }, 'orders[]')
    }),
    fact('orders.update', 'who asked never to be called is not called, in no campaign', async (questioner) => {
      const asked = await update(questioner, 'order three', { status: 'do-not-call' })
      await update(questioner, 'order three', { status: 'planned' }, { status: 409 })
      const { rows, seen } = await askRows(questioner, 'orders.list', inA(), { status: 'do-not-call' })
      const params = { uuid: own.uuid('campaign B') }
      const record = { ...person('Three again'), phoneNumber: contacts.three.phoneNumber }
      const json = { status: 'planned', record }
      const again = await own.make(questioner, 'order again', 'orders.create', { params, json })
      return [
        ...answered(asked, { status: 'do-not-call' }),
        ...unlike({ uuid: own.uuid('order three') }, { body: rows[0], seen }, 'orders[]'),
        ...answered(again, { status: 'do-not-call' }),
      ]
    }),
    fact('orders.associate', 'records join a campaign once, all of them or none', async (questioner) => {
      const params = { uuid: own.uuid('campaign B') }
      const join = (recordUuids: readonly string[], more: Call = {}) =>
        call(questioner, 'orders.associate', { params, json: { recordUuids }, ...more })
      const before = await askRows(questioner, 'orders.list', params)
      await join([own.contact('order one')])
      await join([own.contact('order one')])
      await join([own.contact('order two'), own.unknown.record], { status: 400, names: ['recordUuids[1]'] })
      await join([], { status: 400, names: ['recordUuids'] })
      await join([own.contact('order one')], { status: 404, params: { uuid: own.unknown.campaign } })
      const after = await askRows(questioner, 'orders.list', params)
      const { rows, total, seen } = after
      const isOneMore = total === before.total + 1
      return [
        ...unlike({ uuid: own.contact('order one') }, { body: rows[0]?.['record'], seen }, 'orders[].record'),
        ...unlike({ status: orderDefaults.status }, { body: rows[0], seen }, 'orders[]'),
        ...unless(isOneMore, 'total', 'one order more', `${total} after ${before.total}`, after),
      ]
    }),
  ]
}
