import type { OperationId } from '../../../contract/operation-ids.ts'
import { wire } from '../../../contract/editions.ts'
import { fieldOf, isRow, type Row, textOf, uuidOf } from '../../values.ts'
import { type Mismatch, type Fact, type Questioner, unlike, Unknown } from '../facts.ts'
import { askList, type ListOf, withParams } from '../lists.ts'

/** Tests that a row looks the same in every answer. */

/** How many rows of a list are requested one by one. */
const sampled = 5

export function rowFacts(list: ListOf, get: 'campaigns.get' | 'records.get'): readonly Fact[] {
  return [
    {
      operation: get,
      kind: 'row',
      name: 'a row is the same by itself as in its list',
      async test(questioner) {
        const { rows } = await askList(questioner, list, { limit: 100 })
        const uuids = rows.filter((row) => uuidOf(row) !== undefined).slice(0, sampled)
        if (uuids.length === 0) throw new Unknown('there is no row')
        const mismatches: Mismatch[] = []
        for (const row of uuids) {
          const answer = await askRow(questioner, get, uuidOf(row) ?? '')
          if (answer.isSuccess && isRow(answer.body)) mismatches.push(...unlike(row, answer).filter(isThere))
        }
        return mismatches
      },
    },
  ]
}

/** Missing fields are already reported. */
function isThere({ received }: Mismatch): boolean {
  return received !== 'nothing'
}

/** Tests that the orders of a campaign agree with its contacts. */
export function contactFacts(orders: ListOf, campaignUuid: string): readonly Fact[] {
  return [
    {
      operation: 'orders.list',
      kind: 'row',
      name: 'orders name their campaign and their contact',
      async test(questioner) {
        const { rows, seen } = await askList(questioner, orders, { limit: 100 })
        const mismatches: Mismatch[] = []
        for (const row of someOf(rows)) {
          mismatches.push(...unlike({ campaignUuid }, { body: row, seen }, 'orders[]'))
          const contact = await contactOf(questioner, row)
          const { phoneField } = wire[questioner.contract.edition]
          const wanted = { name: fieldOf(contact, 'name'), phoneNumber: fieldOf(contact, phoneField) }
          const told = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined))
          mismatches.push(...unlike(told, { body: row['record'], seen }, 'orders[].record').filter(isThere))
        }
        return mismatches
      },
    },
    {
      operation: 'records.get',
      kind: 'row',
      name: 'a contact tells the campaigns it is in',
      async test(questioner) {
        const { rows } = await askList(questioner, orders, { limit: 100 })
        const mismatches: Mismatch[] = []
        for (const row of someOf(rows)) {
          const uuid = uuidOf(row['record']) ?? ''
          const answer = await askRow(questioner, 'records.get', uuid)
          const history = fieldOf(answer.body, 'campaigns')
          const line = Array.isArray(history)
            ? history.find((one) => fieldOf(one, 'orderUuid') === uuidOf(row))
            : undefined
          const wanted = { campaignUuid, status: row['status'] }
          if (line !== undefined) mismatches.push(...unlike(wanted, { body: line, seen: answer.seen }, 'campaigns[]'))
          else if (answer.isSuccess)
            mismatches.push({
              at: 'campaigns',
              expected: 'a line for every order',
              received: 'none for one of them',
              seen: answer.seen,
            })
        }
        return mismatches
      },
    },
  ]
}

function someOf(rows: readonly Row[]): readonly Row[] {
  const some = rows.filter((row) => textOf(row['record'], 'uuid') !== undefined).slice(0, sampled)
  if (some.length === 0) throw new Unknown('there is no order')
  return some
}

async function contactOf(questioner: Questioner, order: Row): Promise<unknown> {
  return (await askRow(questioner, 'records.get', uuidOf(order['record']) ?? '')).body
}

function askRow(questioner: Questioner, operation: OperationId, uuid: string) {
  const { path } = questioner.contract.operation(operation)
  return questioner.ask({ operation, path: withParams(path, { uuid }), status: 200 })
}
