import type { CampaignStatus } from '../../../contract/campaigns.ts'
import { fieldOf, isSame, type Row, textOf, uuidOf } from '../../values.ts'
import { type Fact, factsOf, type Mismatch, Unknown, unless } from '../facts.ts'
import { askList, countsOf, isEmpty, type ListAnswer, type ListOf, uuidsOf } from '../lists.ts'
import { unknownId } from './refusals.ts'

/** Tests that filters return the matching rows and no others. */

const fact = factsOf('filter')

/**
 * A filter by status returns only rows of that status, and all filters together return all rows. Totals are compared
 * only if `isQuiet`.
 */
export function statusFacts(list: ListOf, statuses: readonly string[], isQuiet: boolean): readonly Fact[] {
  return [
    fact(list.operation, 'a status has only rows of that status', async (questioner) => {
      const mismatches: Mismatch[] = []
      for (const status of statuses) {
        const answer = await askList(questioner, list, { status, limit: 100 })
        mismatches.push(...rowsWithOtherValue(answer, 'status', status))
      }
      return mismatches
    }),
    fact(list.operation, 'the statuses have all rows together', async (questioner) => {
      const whole = await askList(questioner, list, { limit: 100 })
      if (whole.total === 0) throw new Unknown('there is no row')
      if (!isQuiet) throw new Unknown('rows go from status to status while they are counted')
      let sum = 0
      for (const status of statuses) sum += (await askList(questioner, list, { status, limit: 100 })).total
      const { total } = whole
      return unless(sum === total, 'total', 'by status the same sum as without', `${sum} for ${total}`, whole)
    }),
  ]
}

/** Returns a mismatch if a row has another value than the filter asked for. */
function rowsWithOtherValue(answer: ListAnswer, field: string, value: string): Mismatch[] {
  const other = answer.rows.find((row) => fieldOf(row, field) !== value)
  const received = `${String(fieldOf(other, field))} for ${value}`
  return unless(other === undefined, field, 'only the rows that were asked for', received, answer)
}

/** Whether the campaign makes no calls, so that its rows keep their statuses while they are counted. */
export function isQuiet(campaign: Row): boolean {
  const calling: CampaignStatus = 'active'
  return campaign['status'] !== calling
}

export function recordFilterFacts(
  list: ListOf,
  orders: ListOf | undefined,
  campaign: Row | undefined,
): readonly Fact[] {
  const { operation } = list
  const campaignUuid = uuidOf(campaign)
  const typed = textOf(campaign, 'recordTypeUuid')
  return [
    fact(operation, 'an unknown record type or campaign has no rows', async (questioner) => {
      const whole = await askList(questioner, list, { limit: 1 })
      if (whole.total === 0) throw new Unknown('there is no row')
      const mismatches: Mismatch[] = []
      for (const name of ['recordTypeUuid', 'campaignUuid']) {
        const found = await askList(questioner, list, { [name]: unknownId })
        mismatches.push(...unless(isEmpty(found), name, 'no rows', countsOf(found), found))
      }
      return mismatches
    }),
    fact(operation, 'a campaign has the records of its orders', async (questioner) => {
      if (orders === undefined || campaignUuid === undefined) throw new Unknown('there is no order')
      const wanted = await askList(questioner, orders, { limit: 100 })
      if (wanted.total === 0) throw new Unknown('there is no order')
      if (wanted.total > wanted.count) throw new Unknown('it needs a campaign of at most 100 orders')
      const answer = await askList(questioner, list, { campaignUuid, limit: 100 })
      const contacts = new Set(wanted.rows.map((row) => uuidOf(row['record'])))
      const found = new Set(uuidsOf(answer))
      const received = `${answer.total} for ${contacts.size}`
      return unless(isSame(found, contacts), 'campaignUuid', 'the records of its orders', received, answer)
    }),
    fact(operation, 'a record type has only records of that type', async (questioner) => {
      const [first] = (await askList(questioner, list, { limit: 100 })).rows.flatMap(
        (row) => textOf(row, 'recordTypeUuid') ?? [],
      )
      const recordTypeUuid = first ?? typed
      if (recordTypeUuid === undefined) throw new Unknown('no record type is known')
      const answer = await askList(questioner, list, { recordTypeUuid, limit: 100 })
      if (first === undefined) return []
      return answer.total === 0
        ? [{ at: 'recordTypeUuid', expected: 'the rows of that type', received: 'none', seen: answer.seen }]
        : rowsWithOtherValue(answer, 'recordTypeUuid', recordTypeUuid)
    }),
    fact(operation, 'filters are taken together', async (questioner) => {
      if (campaignUuid === undefined) throw new Unknown('there is no campaign with orders')
      const found = await askList(questioner, list, { campaignUuid, recordTypeUuid: unknownId })
      return unless(found.total === 0, 'total', 'no rows of an unknown type', `${found.total}`, found)
    }),
  ]
}
