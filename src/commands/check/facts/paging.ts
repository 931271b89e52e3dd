import { limit as limitOf, page as pageOf } from '../../../contract/lists.ts'
import { show } from '../../../contract/problems.ts'
import { isSame } from '../../values.ts'
import { type Fact, factsOf, type Mismatch, type Questioner, Unknown, unless } from '../facts.ts'
import { askList, type ListAnswer, type ListOf, type ListQuery, uuidsOf } from '../lists.ts'

/** Tests how lists are cut into pages. */

/** The defaults of `page` and `limit`. */
const [defaultPage, defaultLimit] = [pageOf.parse(undefined), limitOf.parse(undefined)]
const largest = { limit: 100 }

export function pagingFacts(list: ListOf): readonly Fact[] {
  const fact = (name: string, test: (questioner: Questioner, list: ListOf) => Promise<Mismatch[]>) =>
    factsOf('paging')(list.operation, name, (questioner) => test(questioner, list))
  return [
    fact('a page is as full as its limit and the total say', fullPages),
    fact('page and limit are answered as they were asked for', echo),
    fact('the total is the number of rows, on every page', totals),
    fact('pages are cut from one list, without gaps and repeats', cuts),
    ...(list.totalPages ? [fact('totalPages is the total by the limit, rounded up', pageCounts)] : []),
  ]
}

/** Pages of several sizes, as clients ask for them. */
const samples: readonly ListQuery[] = [{}, { limit: 1 }, { limit: 1, page: 2 }, { limit: 3 }, largest]

interface Sample {
  readonly asked: ReturnType<typeof askedFor>
  readonly answer: ListAnswer
}

async function askSamples(questioner: Questioner, list: ListOf): Promise<Sample[]> {
  const answers: Sample[] = []
  for (const query of samples) answers.push({ asked: askedFor(query), answer: await askList(questioner, list, query) })
  return answers
}

async function fullPages(questioner: Questioner, list: ListOf): Promise<Mismatch[]> {
  const answers = await askSamples(questioner, list)
  return answers.flatMap(({ asked: { page, limit }, answer }) => {
    const { count, total } = answer
    const wanted = Math.min(limit, Math.max(0, total - (page - 1) * limit))
    const received = `${count} of ${total} with limit ${limit}`
    return unless(count === wanted, 'rows of a page', 'as many as limit and total say', received, answer)
  })
}

async function echo(questioner: Questioner, list: ListOf): Promise<Mismatch[]> {
  const answers = await askSamples(questioner, list)
  return answers.flatMap(({ asked, answer }) =>
    (['page', 'limit'] as const).flatMap((at) =>
      unless(answer[at] === asked[at], at, 'what was asked for', `${show(answer[at])} for ${asked[at]}`, answer),
    ),
  )
}

/** With one row per page, the total is the number of the last page that has a row. */
async function totals(questioner: Questioner, list: ListOf): Promise<Mismatch[]> {
  const [, first, ...others] = (await askSamples(questioner, list)).map(({ answer }) => answer)
  if (!first) return []
  const { total } = first
  const keeps = (expected: string, one: ListAnswer) =>
    unless(one.total === total, 'total', expected, `${one.total} after ${total}`, one)
  const mismatches = others.flatMap((one) => keeps('the same on every page', one))
  const beyond = await askList(questioner, list, { limit: 1, page: total + 1 })
  mismatches.push(
    ...unless(beyond.count === 0, 'total', 'the number of rows', `${total}, and a row behind them`, beyond),
    ...keeps('the same past the end', beyond),
  )
  if (total === 0) return mismatches
  const last = await askList(questioner, list, { limit: 1, page: total })
  const received = `${total}, and no row at its place`
  return [...mismatches, ...unless(last.count > 0, 'total', 'the number of rows', received, last)]
}

async function cuts(questioner: Questioner, list: ListOf): Promise<Mismatch[]> {
  const whole = await askList(questioner, list, largest)
  const all = uuidsOf(whole)
  if (all.length < 2) throw new Unknown('it needs two rows')
  const mismatches = unless(new Set(all).size === all.length, 'rows', 'each once', 'some repeatedly', whole)
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
    const isThere = isSame(uuidsOf(answer), all.slice((page - 1) * limit, page * limit))
    mismatches.push(...unless(isThere, `page ${page}`, 'the rows at its place in the list', 'other rows', answer))
  }
  return mismatches
}

async function pageCounts(questioner: Questioner, list: ListOf): Promise<Mismatch[]> {
  const answers = await askSamples(questioner, list)
  return answers.flatMap(({ asked: { limit }, answer }) => {
    const { total, totalPages } = answer
    const holds = totalPages === undefined || totalPages === Math.ceil(total / limit)
    const received = `${show(totalPages)} for ${total} by ${limit}`
    return unless(holds, 'totalPages', 'the total by the limit, rounded up', received, answer)
  })
}

function askedFor(query: ListQuery): { readonly page: number; readonly limit: number } {
  return { page: Number(query['page'] ?? defaultPage), limit: Number(query['limit'] ?? defaultLimit) }
}
