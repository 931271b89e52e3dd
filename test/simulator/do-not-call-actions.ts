import * as fc from '../fast-check.ts'
import { createMock, type Mock, type Scenario } from 'callcamp-mock'
import { openStatuses, orderStatuses } from '../../src/contract/statuses.ts'
import { internals } from '../../src/engine/internals.ts'
import { asJson } from '../json-request.ts'

/** Everything that a test or a client can do which may lead to a call, over a small world with few phone numbers. */

export const statusesThatLeadToCalls = [...openStatuses]

/** The last three decide how their calls end: one asks never to be called. */
const numbers = ['+442071838750', '+442071838751', '+14155550110', '+14155550131', '+14155550150']
const number = fc.constantFrom(...numbers)
const campaigns = ['c0', 'c1', 'c2']
const campaign = fc.constantFrom(...campaigns)
const status = fc.constantFrom(...orderStatuses)
const place = fc.nat(11)

function scenarioOf(statuses: readonly (typeof orderStatuses)[number][], first: number): Scenario {
  return {
    name: 'numbers',
    now: '2026-05-04T08:00:00Z',
    seed: 1,
    campaigns: campaigns.map((uuid, index) => ({
      uuid,
      name: uuid,
      simulator: { concurrency: 1 + index, ...(index === 2 && { progression: 'immediate' as const }) },
    })),
    records: statuses.map((_, index) => ({
      uuid: `r${index}`,
      phoneNumber: numbers[(first + index) % numbers.length] ?? '',
    })),
    orders: statuses.map((one, index) => ({
      uuid: `o${index}`,
      campaignUuid: campaigns[index % campaigns.length] ?? '',
      recordUuid: `r${index}`,
      status: one,
      scheduledTime: '2026-05-04T09:00:00Z',
    })),
  }
}

export const scenario = fc
  .tuple(fc.array(status, { minLength: 4, maxLength: 8 }), fc.nat(4))
  .map(([statuses, first]) => scenarioOf(statuses, first))

/** One action; what the mock refuses has changed nothing. */
export type Action = readonly [name: string, run: (mock: Mock, memory: Memory) => unknown]

/** What an action may come back to. */
interface Memory {
  snapshot: ReturnType<Mock['snapshot']> | undefined
}

/** The order at a place, counted through those there are. */
const orderAt = (mock: Mock, at: number) => mock.db.order.getAll()[at % Math.max(1, mock.db.order.count())]
const recordAt = (mock: Mock, at: number) => mock.db.record.getAll()[at % Math.max(1, mock.db.record.count())]
const send = (mock: Mock, method: string, path: string, body: object) => mock.fetch(path, asJson(body, method))

const requests: fc.Arbitrary<Action> = fc.oneof(
  fc
    .tuple(campaign, status, number)
    .map(([uuid, one, phoneNumber]): Action => [
      `POST ${uuid} ${one} ${phoneNumber}`,
      (mock) => send(mock, 'POST', `/api/campaigns/${uuid}/orders`, { status: one, record: { phoneNumber } }),
    ]),
  fc.tuple(place, status).map(([at, one]): Action => [
    `PATCH order ${at} ${one}`,
    (mock) => {
      const { campaignUuid = '', uuid = '' } = orderAt(mock, at) ?? {}
      const body = { status: one, scheduledTime: '2026-05-04T10:00:00Z' }
      return send(mock, 'PATCH', `/api/campaigns/${campaignUuid}/orders/${uuid}`, body)
    },
  ]),
  fc
    .tuple(place, number)
    .map(([at, phoneNumber]): Action => [
      `PATCH record ${at} ${phoneNumber}`,
      (mock) => send(mock, 'PATCH', `/api/records/${recordAt(mock, at)?.uuid}`, { phoneNumber }),
    ]),
  fc.tuple(campaign, fc.array(place, { minLength: 1, maxLength: 3 })).map(([uuid, places]): Action => [
    `associate ${uuid} ${places.join()}`,
    (mock) =>
      send(mock, 'POST', `/api/campaigns/${uuid}/orders/associate`, {
        recordUuids: places.map((at) => recordAt(mock, at)?.uuid),
      }),
  ]),
  fc
    .tuple(campaign, fc.constantFrom('active', 'active', 'closed'))
    .map(([uuid, one]): Action => [
      `PATCH campaign ${uuid} ${one}`,
      (mock) => send(mock, 'PATCH', `/api/campaigns/${uuid}`, { status: one }),
    ]),
)

const writes: fc.Arbitrary<Action> = fc.oneof(
  fc
    .tuple(place, status)
    .map(([at, one]): Action => [
      `db order ${at} ${one}`,
      (mock) => mock.db.order.update({ where: { uuid: orderAt(mock, at)?.uuid ?? '' }, data: { status: one } }),
    ]),
  fc.tuple(place, place).map(([at, to]): Action => [
    `db order ${at} of record ${to}`,
    (mock) =>
      mock.db.order.update({
        where: { uuid: orderAt(mock, at)?.uuid ?? '' },
        data: { recordUuid: recordAt(mock, to)?.uuid },
      }),
  ]),
  fc
    .tuple(place, number)
    .map(([at, phoneNumber]): Action => [
      `db record ${at} ${phoneNumber}`,
      (mock) => mock.db.record.update({ where: { uuid: recordAt(mock, at)?.uuid ?? '' }, data: { phoneNumber } }),
    ]),
  fc
    .tuple(campaign, number, status)
    .map(([campaignUuid, phoneNumber, one]): Action => [
      `db new order ${campaignUuid} ${phoneNumber} ${one}`,
      (mock) =>
        mock.db.order.create({ campaignUuid, recordUuid: mock.db.record.create({ phoneNumber }).uuid, status: one }),
    ]),
  place.map((at): Action => [
    `db call ${at}`,
    (mock) => {
      const { uuid = '' } = orderAt(mock, at) ?? {}
      mock.db.order.update({ where: { uuid }, data: { status: 'calling' } })
      return mock.db.call.create({ orderUuid: uuid })
    },
  ]),
  place.map((at): Action => [
    `db delete order ${at}`,
    (mock) => mock.db.order.delete({ where: { uuid: orderAt(mock, at)?.uuid ?? '' } }),
  ]),
)

const worlds: fc.Arbitrary<Action> = fc.oneof(
  scenario.map((one): Action => ['load', (mock) => mock.load(one)]),
  fc.constant<Action>(['reset', (mock) => mock.reset()]),
  fc.constant<Action>(['snapshot', (mock, memory) => (memory.snapshot = mock.snapshot())]),
  fc.constant<Action>(['restore', (mock, { snapshot }) => snapshot && mock.restore(snapshot)]),
  fc.constant<Action>(['back', (mock) => mock.history.back()]),
)

const time: fc.Arbitrary<Action> = fc.oneof(
  fc.constantFrom('0s', '3s', '20m', '2h', '1d').map((span): Action => [span, (mock) => mock.clock.advance(span)]),
  fc.constant<Action>(['set back', (mock) => mock.clock.set(mock.clock.ms() - 3_600_000)]),
  fc.constant<Action>(['step', (mock) => mock.simulator.step()]),
  fc.constant<Action>(['to the end', (mock) => mock.simulator.runToEnd()]),
  fc
    .constantFrom('time', 'manual', 'immediate')
    .map((progression): Action => [
      progression,
      (mock) => mock.simulator.configure({ progression, outcomes: { 'do-not-call': 1, 'no-answer': 2, contacted: 1 } }),
    ]),
  number.map((target): Action => [
    `script ${target}`,
    (mock) => mock.simulator.outcome(target, ['no-answer', 'do-not-call']),
  ]),
)

export const actions: fc.Arbitrary<readonly Action[]> = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: requests },
    { weight: 4, arbitrary: writes },
    { weight: 1, arbitrary: worlds },
    { weight: 4, arbitrary: time },
  ),
  { minLength: 5, maxLength: 30, size: 'max' },
)

/** Does one action after another. Returns the calls that began although an order forbade their number. */
export async function play(start: Scenario, sequence: readonly Action[]): Promise<readonly string[]> {
  const mock = createMock({ scenario: start })
  const { world } = mock[internals]
  const memory: Memory = { snapshot: undefined }
  const forbidden: string[] = []
  let present = 'the start'
  const isForbidden = (recordUuid: string) => {
    const phoneNumber = world.tables.record.get(recordUuid)?.phoneNumber
    // Read from the rows, without the index that the rule itself asks.
    return world.tables.order
      .rows()
      .some(
        (order) =>
          order.status === 'do-not-call' && world.tables.record.get(order.recordUuid)?.phoneNumber === phoneNumber,
      )
  }
  world.onWrite(({ model, before, after }) => {
    if (model !== 'call' || after?.row.endedAt !== null) return
    const isSame = before?.row.endedAt === null && before.row.recordUuid === after.row.recordUuid
    if (isSame) return
    if (present !== 'back' && isForbidden(after.row.recordUuid)) forbidden.push(`${present}: ${after.row.orderUuid}`)
  })
  for (const [name, run] of sequence) {
    present = name
    try {
      await run(mock, memory)
    } catch (error) {
      if (!(error instanceof TypeError)) throw error
    }
  }
  return forbidden
}
