import { limit as limitOf, page as pageOf } from '../../../contract/lists.ts'
import { show } from '../../../contract/problems.ts'
import { isSame } from '../../values.ts'
import { type Mismatch, type Fact, type Questioner, Unknown } from '../facts.ts'
import { askList, type ListAnswer, type ListOf, type ListQuery, uuidsOf } from '../lists.ts'

/** Tests how lists are cut into pages. */

/** The defaults of `page` and `limit`. */
const [defaultPage, defaultLimit] = [pageOf.parse(undefined), limitOf.parse(undefined)]
const largest = { limit: 100 }

export function pagingFacts(list: ListOf): readonly Fact[] {
  const fact = (name: string, test: Fact['test']): Fact => ({ operation: list.operation, kind: 'paging', name, test })
  return [
    fact('a page is as full as its limit and the total say', (questioner) => fullPages(questioner, list)),
    fact('page and limit are answered as they were asked for', (questioner) => echo(questioner, list)),
    fact('the total is the number of rows, on every page', (questioner) => totals(questioner, list)),
    fact('pages are cut from one list, without gaps and repeats', (questioner) => cuts(questioner, list)),
    ...(list.totalPages
      ? [fact('totalPages is the total by the limit, rounded up', (questioner) => pageCounts(questioner, list))]
      : []),
  ]
}

/** Pages of several sizes, as clients ask for them. */
const samples: readonly ListQuery[] = [{}, { limit: 1 }, { limit: 1, page: 2 }, { limit: 3 }, largest]

function askSamples(questioner: Questioner, list: ListOf): Promise<ListAnswer[]> {
  return inTurn(samples, (query) => askList(questioner, list, query))
}

async function fullPages(questioner: Questioner, list: ListOf): Promise<Mismatch[]> {
  const answers = await askSamples(questioner, list)
  return answers.flatMap(({ count, total, seen }, index) => {
    const { page, limit } = askedFor(samples[index])
    const wanted = Math.min(limit, Math.max(0, total - (page - 1) * limit))
    return count === wanted
      ? []
      : [
          {
            at: 'rows of a page',
            expected: 'as many as limit and total say',
            received: `${count} of ${total} with limit ${limit}`,
            seen,
          },
        ]
  })
}

async function echo(questioner: Questioner, list: ListOf): Promise<Mismatch[]> {
  const answers = await askSamples(questioner, list)
  return answers.flatMap((answer, index) =>
    Object.entries(askedFor(samples[index])).flatMap(([at, asked]) => {
      const told = at === 'page' ? answer.page : answer.limit
      return told === asked
        ? []
        : [{ at, expected: 'what was asked for', received: `${show(told)} for ${asked}`, seen: answer.seen }]
    }),
  )
}

/** With one row per page, the total is the number of the last page that has a row. */
async function totals(questioner: Questioner, list: ListOf): Promise<Mismatch[]> {
  const [, first, ...others] = await askSamples(questioner, list)
  if (!first) return []
  const { total } = first
  const mismatches = others
    .filter((one) => one.total !== total)
    .map((one): Mismatch => ({
      at: 'total',
      expected: 'the same on every page',
      received: `${one.total} after ${total}`,
      seen: one.seen,
    }))
  const beyond = await askList(questioner, list, { limit: 1, page: total + 1 })
  if (beyond.count > 0)
    mismatches.push({
      at: 'total',
      expected: 'the number of rows',
      received: `${total}, and a row behind them`,
      seen: beyond.seen,
    })
  if (beyond.total !== total)
    mismatches.push({
      at: 'total',
      expected: 'the same past the end',
      received: `${beyond.total} after ${total}`,
      seen: beyond.seen,
    })
  if (total === 0) return mismatches
  const last = await askList(questioner, list, { limit: 1, page: total })
  if (last.count === 0)
    mismatches.push({
      at: 'total',
      expected: 'the number of rows',
      received: `${total}, and no row at its place`,
      seen: last.seen,
    })
  return mismatches
}

async function cuts(questioner: Questioner, list: ListOf): Promise<Mismatch[]> {
  const whole = await askList(questioner, list, largest)
  const all = uuidsOf(whole)
  if (all.length < 2) throw new Unknown('it needs two rows')
  const mismatches: Mismatch[] = []
  if (new Set(all).size < all.length)
    mismatches.push({ at: 'rows', expected: 'each once', received: 'some repeatedly', seen: whole.seen })
  const pages: ListQuery[] = [
    {},
    { page: 1 },
    { limit: 1 },
    { limit: 1, page: 2 },
    { limit: 2, page: 2 },
    { limit: 3, page: 3 },
  ]
  for (const query of pages) {
    const answer = await askList(questioner, list, query)
    const { page, limit } = askedFor(query)
    if (!isSame(uuidsOf(answer), all.slice((page - 1) * limit, page * limit)))
      mismatches.push({
        at: `page ${page}`,
        expected: 'the rows at its place in the list',
        received: 'other rows',
        seen: answer.seen,
      })
  }
  return mismatches
}

async function pageCounts(questioner: Questioner, list: ListOf): Promise<Mismatch[]> {
  const answers = await askSamples(questioner, list)
  return answers.flatMap(({ total, totalPages, seen }, index) => {
    const { limit } = askedFor(samples[index])
    const wanted = Math.ceil(total / limit)
    return totalPages === wanted || totalPages === undefined
      ? []
      : [
          {
            at: 'totalPages',
            expected: 'the total by the limit, rounded up',
            received: `${show(totalPages)} for ${total} by ${limit}`,
            seen,
          },
        ]
  })
}

function askedFor(query: ListQuery = {}): { readonly page: number; readonly limit: number } {
  return { page: Number(query['page'] ?? defaultPage), limit: Number(query['limit'] ?? defaultLimit) }
}

async function inTurn<Item, Result>(items: readonly Item[], each: (item: Item) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = []
  for (const item of items) results.push(await each(item))
  return results
}
