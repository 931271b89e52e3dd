import type { OperationId } from '../../../contract/operation-ids.ts'
import { wire } from '../../../contract/editions.ts'
import { fieldOf, isRow, type Row, textOf, uuidOf } from '../../values.ts'
import { type Fact, factsOf, type Mismatch, type Questioner, Unknown, unless, unlike } from '../facts.ts'
import { askList, type ListOf, withParams } from '../lists.ts'

/** Tests that a row looks the same in every answer. */

/** How many rows of a list are requested one by one. */
const sampled = 5

const fact = factsOf('row')

export function rowFact(list: ListOf, get: 'campaigns.get' | 'records.get'): Fact {
  return fact(get, 'a row is the same by itself as in its list', async (questioner) => {
    const { rows } = await askList(questioner, list, { limit: 100 })
    const uuids = rows.filter((row) => uuidOf(row) !== undefined).slice(0, sampled)
    if (uuids.length === 0) throw new Unknown('there is no row')
    const mismatches: Mismatch[] = []
    for (const row of uuids) {
      const answer = await askRow(questioner, get, uuidOf(row) ?? '')
      if (answer.isSuccess && isRow(answer.body)) mismatches.push(...unlike(row, answer).filter(isThere))
    }
    return mismatches
  })
}

/** Missing fields are already reported. */
function isThere({ received }: Mismatch): boolean {
  return received !== 'nothing'
}

/** Tests that the orders of a campaign agree with its contacts. */
export function contactFacts(orders: ListOf, campaignUuid: string): readonly Fact[] {
  return [
    fact('orders.list', 'orders name their campaign and their contact', async (questioner) => {
      const { rows, seen } = await askList(questioner, orders, { limit: 100 })
      const mismatches: Mismatch[] = []
      for (const row of someOf(rows)) {
        mismatches.push(...unlike({ campaignUuid }, { body: row, seen }, 'orders[]'))
        const { body: contact } = await contactOf(questioner, row)
        const { phoneField } = wire[questioner.contract.edition]
        const wanted = { name: fieldOf(contact, 'name'), phoneNumber: fieldOf(contact, phoneField) }
        const told = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined))
        mismatches.push(...unlike(told, { body: row['record'], seen }, 'orders[].record').filter(isThere))
      }
      return mismatches
    }),
    fact('records.get', 'a contact tells the campaigns it is in', async (questioner) => {
      const { rows } = await askList(questioner, orders, { limit: 100 })
      const mismatches: Mismatch[] = []
      for (const row of someOf(rows)) {
        const answer = await contactOf(questioner, row)
        const { seen } = answer
        const history = fieldOf(answer.body, 'campaigns')
        const line = Array.isArray(history)
          ? history.find((one) => fieldOf(one, 'orderUuid') === uuidOf(row))
          : undefined
        const wanted = { campaignUuid, status: row['status'] }
        mismatches.push(
          ...(line === undefined
            ? unless(!answer.isSuccess, 'campaigns', 'a line for every order', 'none for one of them', answer)
            : unlike(wanted, { body: line, seen }, 'campaigns[]')),
        )
      }
      return mismatches
    }),
  ]
}

function someOf(rows: readonly Row[]): readonly Row[] {
  const some = rows.filter((row) => textOf(row['record'], 'uuid') !== undefined).slice(0, sampled)
  if (some.length === 0) throw new Unknown('there is no order')
  return some
}

function contactOf(questioner: Questioner, order: Row) {
  return askRow(questioner, 'records.get', uuidOf(order['record']) ?? '')
}

function askRow(questioner: Questioner, operation: OperationId, uuid: string) {
  const { path } = questioner.contract.operation(operation)
  return questioner.ask({ operation, path: withParams(path, { uuid }), status: 200 })
}
