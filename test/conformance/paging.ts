import { expect } from 'vitest'
import type { OperationId } from '../../src/contract/operation-ids.ts'
import type { Edition } from '../../src/contract/editions.ts'
import type { Api } from './api.ts'
import { type Case, casesOf } from './case.ts'
import { campaign } from './world.ts'

/** What all three lists have in common: pages, totals, and what is no page. */

interface Listed {
  readonly operation: OperationId
  readonly path: string
  readonly key: string
  readonly total: number
}

const lists: readonly Listed[] = [
  { operation: 'campaigns.list', path: '/api/campaigns', key: 'campaigns', total: 9 },
  { operation: 'records.list', path: '/api/records', key: 'records', total: 31 },
  { operation: 'orders.list', path: `/api/campaigns/${campaign.full}/orders`, key: 'orders', total: 25 },
]

interface Page {
  readonly uuids: readonly string[]
  readonly totals: object
}

async function pageOf(api: Api, { path, key }: Listed, query: string): Promise<Page> {
  const { status, body, text } = await api.get<Record<string, unknown>>(`${path}?${query}`)
  expect(status, text).toBe(200)
  const { [key]: rows, ...totals } = body
  return { uuids: (rows as readonly { readonly uuid: string }[]).map((row) => row.uuid), totals }
}

/** The totals of an answer: the local edition says of records not how many pages there are. */
function totalsOf({ key, total }: Listed, edition: Edition, page: number, limit: number): object {
  return key === 'records' && edition === 'local'
    ? { total, page, limit }
    : { total, page, limit, totalPages: Math.ceil(total / limit) }
}

const wrong = ['0', '-1', '1.5', '1e1', 'ten', '', ' ', 'NaN', 'Infinity', '0x10', '99999999999999999999', '١']

function casesFor(list: Listed): Case[] {
  const { works, refuses } = casesOf(list.operation)
  const { path, total } = list
  return [
    works('answers ten rows of the first page unless asked otherwise', async (api) => {
      const { uuids, totals } = await pageOf(api, list, '')
      expect(uuids).toHaveLength(Math.min(10, total))
      expect(totals).toEqual(totalsOf(list, api.edition, 1, 10))
    }),
    works('answers a page and the totals', async (api) => {
      const { uuids, totals } = await pageOf(api, list, 'page=2&limit=4')
      expect(uuids).toHaveLength(4)
      expect(totals).toEqual(totalsOf(list, api.edition, 2, 4))
    }),
    works('answers every row once over all pages, in the order of the whole', async (api) => {
      const whole = await pageOf(api, list, 'limit=100')
      expect(whole.uuids).toHaveLength(total)
      for (const limit of [1, 4, 7]) {
        const pages: string[] = []
        for (let page = 1; page <= Math.ceil(total / limit); page += 1)
          pages.push(...(await pageOf(api, list, `page=${page}&limit=${limit}`)).uuids)
        expect(pages).toEqual(whole.uuids)
      }
    }),
    works('answers what is left on the last page', async (api) => {
      expect((await pageOf(api, list, `page=${Math.ceil(total / 4)}&limit=4`)).uuids).toHaveLength(total % 4)
    }),
    works('answers an empty list and the same totals past the end', async (api) => {
      for (const page of [Math.ceil(total / 10) + 1, 1_000_000, Number.MAX_SAFE_INTEGER]) {
        const { uuids, totals } = await pageOf(api, list, `page=${page}`)
        expect(uuids).toEqual([])
        expect(totals).toEqual(totalsOf(list, api.edition, page, 10))
      }
    }),
    works('answers no pages where nothing is found', async (api) => {
      const { uuids, totals } = await pageOf(api, list, 'search=no+such+thing')
      expect(uuids).toEqual([])
      expect(totals).toEqual(totalsOf({ ...list, total: 0 }, api.edition, 1, 10))
    }),
    works('pages through what is found', async (api) => {
      const whole = await pageOf(api, list, 'search=u&limit=100')
      const second = await pageOf(api, list, 'search=u&limit=2&page=2')
      expect(whole.uuids.length).toBeGreaterThan(3)
      expect(second.uuids).toEqual(whole.uuids.slice(2, 4))
      expect(second.totals).toMatchObject({ total: whole.uuids.length })
    }),
    works('takes a limit from 1 to 100', async (api) => {
      expect((await pageOf(api, list, 'limit=1')).uuids).toHaveLength(1)
      expect((await pageOf(api, list, 'limit=100')).uuids).toHaveLength(total)
    }),
    works('lets the first of two pages count', async (api) => {
      expect((await pageOf(api, list, 'page=2&page=1&limit=4')).totals).toMatchObject({ page: 2 })
    }),
    ...wrong.map((value) =>
      refuses(`the page ${JSON.stringify(value)}`, {
        path: `${path}?page=${encodeURIComponent(value)}`,
        fields: ['page'],
        says: ['must be a whole number from 1 to ', `received ${JSON.stringify(value)}`],
      }),
    ),
    ...[...wrong, '101', '1000'].map((value) =>
      refuses(`the limit ${JSON.stringify(value)}`, {
        path: `${path}?limit=${encodeURIComponent(value)}`,
        fields: ['limit'],
        says: ['from 1 to 100', `received ${JSON.stringify(value)}`],
      }),
    ),
  ]
}

export const pagingCases: readonly Case[] = lists.flatMap(casesFor)
