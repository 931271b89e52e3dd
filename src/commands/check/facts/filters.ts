import { type CampaignStatus, campaignStatuses } from '../../../contract/campaigns.ts'
import { orderStatuses } from '../../../contract/order-statuses.ts'
import { fieldOf, isSame, type Row, textOf, uuidOf } from '../../values.ts'
import { type Mismatch, type Fact, Unknown } from '../facts.ts'
import { askList, countsOf, type ListAnswer, type ListOf, uuidsOf } from '../lists.ts'
import { unknownId } from './refusals.ts'

/** Tests that filters return the matching rows and no others. */

/** A filter by status returns only rows of that status, and all filters together return all rows. Totals are compared only if `isQuiet`. */
function statusFacts(list: ListOf, statuses: readonly string[], isQuiet: boolean): readonly Fact[] {
  const fact = (name: string, test: Fact['test']): Fact => ({ operation: list.operation, kind: 'filter', name, test })
  return [
    fact('a status has only rows of that status', async (questioner) => {
      const mismatches: Mismatch[] = []
      for (const status of statuses)
        mismatches.push(...strangers(await askList(questioner, list, { status, limit: 100 }), 'status', status))
      return mismatches
    }),
    fact('the statuses have all rows together', async (questioner) => {
      const whole = await askList(questioner, list, { limit: 100 })
      if (whole.total === 0) throw new Unknown('there is no row')
      if (!isQuiet) throw new Unknown('rows go from status to status while they are counted')
      let sum = 0
      for (const status of statuses) sum += (await askList(questioner, list, { status, limit: 100 })).total
      return sum === whole.total
        ? []
        : [
            {
              at: 'total',
              expected: 'by status the same sum as without',
              received: `${sum} for ${whole.total}`,
              seen: whole.seen,
            },
          ]
    }),
  ]
}

/** Returns a mismatch if a row has another value than the filter asked for. */
function strangers({ rows, seen }: ListAnswer, field: string, value: string): Mismatch[] {
  const other = rows.find((row) => fieldOf(row, field) !== value)
  return other === undefined
    ? []
    : [
        {
          at: field,
          expected: 'only the rows that were asked for',
          received: `${String(fieldOf(other, field))} for ${value}`,
          seen,
        },
      ]
}

export const campaignFilterFacts = (list: ListOf): readonly Fact[] => statusFacts(list, campaignStatuses, true)

export const orderFilterFacts = (list: ListOf, isQuiet: boolean): readonly Fact[] =>
  statusFacts(list, orderStatuses, isQuiet)

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
  const fact = (name: string, test: Fact['test']): Fact => ({ operation: list.operation, kind: 'filter', name, test })
  const campaignUuid = uuidOf(campaign)
  const typed = textOf(campaign, 'recordTypeUuid')
  return [
    fact('an unknown record type or campaign has no rows', async (questioner) => {
      const whole = await askList(questioner, list, { limit: 1 })
      if (whole.total === 0) throw new Unknown('there is no row')
      const mismatches: Mismatch[] = []
      for (const name of ['recordTypeUuid', 'campaignUuid']) {
        const found = await askList(questioner, list, { [name]: unknownId })
        const { count, total, seen } = found
        if (count > 0 || total > 0) mismatches.push({ at: name, expected: 'no rows', received: countsOf(found), seen })
      }
      return mismatches
    }),
    fact('a campaign has the records of its orders', async (questioner) => {
      if (orders === undefined || campaignUuid === undefined) throw new Unknown('there is no order')
      const wanted = await askList(questioner, orders, { limit: 100 })
      if (wanted.total === 0) throw new Unknown('there is no order')
      if (wanted.total > wanted.count) throw new Unknown('it needs a campaign of at most 100 orders')
      const answer = await askList(questioner, list, { campaignUuid, limit: 100 })
      const contacts = new Set(wanted.rows.map((row) => uuidOf(row['record'])))
      const found = new Set(uuidsOf(answer))
      return isSame(found, contacts)
        ? []
        : [
            {
              at: 'campaignUuid',
              expected: 'the records of its orders',
              received: `${answer.total} for ${contacts.size}`,
              seen: answer.seen,
            },
          ]
    }),
    fact('a record type has only records of that type', async (questioner) => {
      const [first] = (await askList(questioner, list, { limit: 100 })).rows.flatMap(
        (row) => textOf(row, 'recordTypeUuid') ?? [],
      )
      const recordTypeUuid = first ?? typed
      if (recordTypeUuid === undefined) throw new Unknown('no record type is known')
      const answer = await askList(questioner, list, { recordTypeUuid, limit: 100 })
      if (first === undefined) return []
      return answer.total === 0
        ? [{ at: 'recordTypeUuid', expected: 'the rows of that type', received: 'none', seen: answer.seen }]
        : strangers(answer, 'recordTypeUuid', recordTypeUuid)
    }),
    fact('filters are taken together', async (questioner) => {
      if (campaignUuid === undefined) throw new Unknown('there is no campaign with orders')
      const { total, seen } = await askList(questioner, list, { campaignUuid, recordTypeUuid: unknownId })
      return total === 0 ? [] : [{ at: 'total', expected: 'no rows of an unknown type', received: `${total}`, seen }]
    }),
  ]
}
