import { campaignStatuses } from '../../contract/campaigns.ts'
import { defaultEdition, type Edition, wire } from '../../contract/editions.ts'
import { orderStatuses } from '../../contract/order-statuses.ts'
import { type Account, AskError } from '../account.ts'
import { type Reading, received, refusedRedirect } from '../reading.ts'
import { fieldOf, uuidOf } from '../values.ts'
import { ComparingClient } from './comparing-client.ts'
import { Contract } from './contract.ts'
import { type Fact, testFacts, type Testing } from './facts.ts'
import { campaignLifecycle } from './facts/campaign-lifecycle.ts'
import { deletions } from './facts/deletions.ts'
import { isQuiet, recordFilterFacts, statusFacts } from './facts/filters.ts'
import { orderFact } from './facts/order.ts'
import { orderLifecycle } from './facts/order-lifecycle.ts'
import { pagingFacts } from './facts/paging.ts'
import { recordLifecycle } from './facts/record-lifecycle.ts'
import { keyFact, methodFacts, queryFacts, unknownFacts, unknownId } from './facts/refusals.ts'
import { contactFacts, rowFact } from './facts/rows.ts'
import { searchFacts } from './facts/search.ts'
import { type CheckReport, Findings } from './findings.ts'
import { listOf } from './lists.ts'
import { OwnRows } from './own-rows.ts'
import { busiestOf, rowsOf, type Sample } from './sample.ts'

/** Finds the differences between a server and the mock. */

export interface CheckSettings {
  /** The expected edition. Default: that of the answers. */
  readonly edition: Edition | undefined
  /** Whether rows are created, changed and deleted. */
  readonly write: boolean
  readonly progress: (text: string) => void
  /** Called with messages that people need even without a report. */
  readonly say: (text: string) => void
}

/** Throws a CommandError if the server can't be reached or the check is stopped. Its own rows are deleted first. */
export async function check(account: Account, settings: CheckSettings): Promise<CheckReport> {
  const greeting = await greet(account)
  const edition = settings.edition ?? editionOf(greeting.body) ?? defaultEdition
  const findings = new Findings()
  const client = new ComparingClient(account, new Contract(edition), { findings, progress: settings.progress })
  const sample = await testReading(client, findings)
  const left = settings.write ? await testWriting({ client, findings, reading: false }, greeting, sample, settings) : []
  const operations = findings.operations()
  return {
    url: account.url,
    edition,
    write: settings.write,
    differences: operations.reduce((sum, one) => sum + one.findings.length, 0),
    unasked: operations.flatMap(({ facts }) => facts.filter(({ result }) => result === 'unasked')).length,
    operations,
    left,
  }
}

/** Returns the first answer of a server. If one list can't be read, the other one may work. */
async function greet(account: Account): Promise<Reading> {
  try {
    return await firstAnswer(account, '/api/records?limit=1')
  } catch (error) {
    if (!(error instanceof AskError) || error.isFinal) throw error
    return firstAnswer(account, '/api/campaigns?limit=1').catch((second: unknown) => {
      throw second instanceof AskError ? error : second
    })
  }
}

async function firstAnswer(account: Account, path: string): Promise<Reading> {
  const reading = await account.get(path)
  const { status } = reading
  if (status === 401 || status === 403)
    throw new AskError(`${account.url} answers ${status} at ${path}: ${account.keyAdvice(reading)}`)
  if (refusedRedirect(reading))
    throw new AskError(
      `${account.url} answers ${received(reading)}, at ${path}. If that is the server, check it at its own address`,
    )
  return reading
}

async function testReading(client: ComparingClient, findings: Findings): Promise<Sample> {
  const { contract, account } = client
  const testing: Testing = { client, findings, reading: true }
  const [campaigns, records] = [listOf(contract, 'campaigns.list'), listOf(contract, 'records.list')]
  const isHosted = contract.edition === 'hosted'
  const test = (facts: readonly Fact[]) => testFacts(facts, testing)

  await test([...pagingFacts(campaigns), orderFact(campaigns), rowFact(campaigns, 'campaigns.get')])
  await test(statusFacts(campaigns, campaignStatuses, true))
  await test(searchFacts({ list: campaigns, fields: [['name'], ['description']], isShown: true }))
  await test([...pagingFacts(records), orderFact(records), rowFact(records, 'records.get')])
  await test(
    searchFacts({
      list: records,
      fields: [
        ...(isHosted ? [['name'], ['email']] : [['firstName']]),
        [wire[contract.edition].phoneField],
        ['parameters'],
      ],
      // The local edition searches the name but does not return it.
      isShown: isHosted,
    }),
  )
  const sample = { campaigns: await rowsOf(testing, campaigns), records: await rowsOf(testing, records) }
  const campaign = await busiestOf(testing, sample.campaigns)
  const orders = campaign && listOf(contract, 'orders.list', { uuid: uuidOf(campaign) ?? '' })
  if (orders) {
    await test([...pagingFacts(orders), ...contactFacts(orders, uuidOf(campaign) ?? '')])
    await test(statusFacts(orders, orderStatuses, isQuiet(campaign)))
    await test(
      searchFacts({
        list: orders,
        fields: [
          ['record', 'name'],
          ['record', 'phoneNumber'],
        ],
        isShown: true,
      }),
    )
    await test(queryFacts(orders, ['status']))
  }
  await test(recordFilterFacts(records, orders, campaign))
  await test([...queryFacts(campaigns, ['status']), ...queryFacts(records, []), ...unknownFacts])
  await test([...methodFacts(uuidOf(campaign) ?? unknownId), ...(account.hasKeys ? [keyFact] : [])])
  return sample
}

async function testWriting(
  testing: Testing,
  greeting: Reading,
  sample: Sample,
  { say, progress }: CheckSettings,
): Promise<readonly string[]> {
  const { client } = testing
  const own = new OwnRows(client.contract, greeting.headers.get('date') ?? '')
  let left: readonly string[] = []
  let isDone = false
  try {
    // In the order of a row's life.
    const lifecycles = [campaignLifecycle(own), orderLifecycle(own), recordLifecycle(own, sample), deletions(own)]
    await testFacts(lifecycles.flat(), testing)
    isDone = true
  } finally {
    left = await own.remove(client.account, progress)
    // No report follows.
    if (!isDone) for (const line of left) say(`Not cleaned up: ${line}`)
  }
  return left
}

/** Returns the edition that the answers of a server show, or undefined if they do not. */
function editionOf(body: unknown): Edition | undefined {
  const rows = fieldOf(body, 'records')
  if (!Array.isArray(rows)) return undefined
  const [first] = rows as readonly unknown[]
  if (fieldOf(first, wire.local.phoneField) !== undefined) return 'local'
  if (fieldOf(first, wire.hosted.phoneField) !== undefined) return 'hosted'
  // Without rows, only the envelope shows it.
  return rows.length === 0 && fieldOf(body, 'total') === 0 && fieldOf(body, 'totalPages') === undefined
    ? 'local'
    : undefined
}
