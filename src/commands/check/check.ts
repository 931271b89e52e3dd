import { type Edition, wire } from '../../contract/editions.ts'
import { errorBody } from '../../contract/answers.ts'
import { type OperationId, operationIds } from '../../contract/operation-ids.ts'
import { SchemaCollection } from '../../openapi/schemas.ts'
import { operationsOf } from '../../operations/table.ts'
import type { Account, Reading } from '../account.ts'
import { CommandError } from '../terminal.ts'
import { compare, type Difference } from './compare.ts'
import { firstProbes, furtherProbes, type Probe } from './probes.ts'

/** Where a server and the mock differ. */

export interface Finding extends Difference {
  /** What was asked when it was seen first. */
  readonly seen: string
  readonly times: number
}

export interface OperationReport {
  readonly operation: OperationId
  /** How many answers with something in them were compared with the schema; none where the account holds nothing. */
  readonly compared: number
  readonly asked: number
  readonly findings: readonly Finding[]
}

export interface CheckReport {
  readonly url: string
  readonly edition: Edition
  readonly operations: readonly OperationReport[]
  readonly differences: number
}

export async function check(
  account: Account,
  edition: Edition,
  progress: (path: string) => void,
): Promise<CheckReport> {
  const notes = new Notes(edition)
  const [campaigns, records] = [new Set<string>(), new Set<string>()]
  const ask = async (probe: Probe): Promise<unknown> => {
    progress(probe.path)
    const reading = await account.get(probe.path)
    if (reading.status === 401 || reading.status === 403)
      throw new CommandError(`${account.url} answers ${reading.status} at ${probe.path}: give a key with --key`)
    notes.note(probe, reading)
    return reading.body
  }
  for (const probe of firstProbes) {
    const body = await ask(probe)
    if (probe.operation === 'campaigns.list') for (const uuid of uuidsIn(body, 'campaigns')) campaigns.add(uuid)
    if (probe.operation === 'records.list') for (const uuid of uuidsIn(body, 'records')) records.add(uuid)
  }
  for (const probe of furtherProbes([...campaigns], [...records])) await ask(probe)
  return notes.report(account.url, edition)
}

class Notes {
  readonly #schemas = new SchemaCollection()
  readonly #operations: ReadonlyMap<string, ReturnType<SchemaCollection['answered']> | undefined>
  readonly #refusal = this.#schemas.answered(errorBody)
  readonly #reports = new Map<string, { compared: number; asked: number; findings: Map<string, Finding> }>()

  constructor(edition: Edition) {
    this.#operations = new Map(
      operationsOf(edition).map(({ id, answer }) => [
        id,
        answer.kind === 'nothing' ? undefined : this.#schemas.answered(answer.schema),
      ]),
    )
  }

  note({ operation, path, status }: Probe, { status: received, body }: Reading): void {
    const report = this.#reports.get(operation) ?? { compared: 0, asked: 0, findings: new Map<string, Finding>() }
    this.#reports.set(operation, report)
    report.asked += 1
    if (received === status && status === 200 && !isEmpty(body)) report.compared += 1
    for (const difference of this.#differences(operation, status, received, body)) {
      const key = `${difference.kind} ${difference.at} ${difference.expected} ${difference.kind === 'status' || difference.kind === 'type' ? difference.received : ''}`
      const known = report.findings.get(key)
      report.findings.set(
        key,
        known ? { ...known, times: known.times + 1 } : { ...difference, seen: `GET ${path}`, times: 1 },
      )
    }
  }

  report(url: string, edition: Edition): CheckReport {
    const operations = operationIds.flatMap((operation): OperationReport[] => {
      const report = this.#reports.get(operation)
      return report
        ? [{ operation, compared: report.compared, asked: report.asked, findings: [...report.findings.values()] }]
        : []
    })
    return { url, edition, operations, differences: operations.reduce((sum, { findings }) => sum + findings.length, 0) }
  }

  #differences(operation: OperationId, status: number, received: number, body: unknown): Difference[] {
    if (received !== status) return [{ kind: 'status', at: '', expected: String(status), received: String(received) }]
    const schema = status === 200 ? this.#operations.get(operation) : this.#refusal
    if (!schema) return []
    const all = this.#schemas.all
    return compare(
      schema,
      body,
      (reference) => all[reference.replace('#/components/schemas/', '')] ?? {},
      status === 200 ? '' : `(${status})`,
    )
  }
}

/** Whether an answer has nothing in it that could be compared. */
function isEmpty(body: unknown): boolean {
  if (typeof body !== 'object' || body === null) return true
  return Object.values(body).some((value) => Array.isArray(value) && value.length === 0) && 'total' in body
}

function uuidsIn(body: unknown, key: 'campaigns' | 'records'): string[] {
  const rows: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, key) : undefined
  if (!Array.isArray(rows)) return []
  return rows.flatMap((row: unknown) => {
    const uuid: unknown = typeof row === 'object' && row !== null ? Reflect.get(row, 'uuid') : undefined
    return typeof uuid === 'string' ? [uuid] : []
  })
}

/** The edition that a server speaks, by what it answers; undefined where that does not tell. */
export function editionOf(body: unknown): Edition | undefined {
  const rows: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, 'records') : undefined
  const first: unknown = Array.isArray(rows) ? rows[0] : undefined
  if (typeof first !== 'object' || first === null) return undefined
  if (Object.hasOwn(first, wire.local.phoneField)) return 'local'
  return Object.hasOwn(first, wire.hosted.phoneField) ? 'hosted' : undefined
}
