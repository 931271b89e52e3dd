import type { Edition } from '../../contract/editions.ts'
import { type OperationId, operationIds } from '../../contract/operation-ids.ts'

/** What a check found: facts that hold or do not, and each difference once. */

/** One way in which an answer, or several together, differ from the mock's. */
export interface Difference {
  readonly kind:
    | 'missing'
    | 'extra'
    | 'type'
    | 'value'
    | 'status'
    | 'header'
    | 'redirect'
    | 'refusal'
    | 'paging'
    | 'order'
    | 'filter'
    | 'search'
    | 'row'
    | 'lifecycle'
  /** Where: `campaigns[].timezone`; empty for the whole answer. */
  readonly at: string
  /** What the mock answers. */
  readonly expected: string
  readonly received: string
}

export interface Finding extends Difference {
  /** The fact that does not hold. */
  readonly fact: string
  /** What was asked when it was seen first. */
  readonly seen: string
  readonly times: number
}

/** `unknown`: the account has nothing to show it with. `unasked`: the server could not be asked. */
type FactResult = 'agrees' | 'differs' | 'unknown' | 'unasked'

export interface FactReport {
  readonly name: string
  readonly result: FactResult
  /** Why it is not known. */
  readonly why?: string
}

export interface OperationReport {
  readonly operation: OperationId
  readonly asked: number
  /** How many answers with something in them were compared with the schema; none where the account holds nothing. */
  readonly compared: number
  readonly facts: readonly FactReport[]
  readonly findings: readonly Finding[]
}

export interface CheckReport {
  readonly url: string
  readonly edition: Edition
  /** Whether rows were written. */
  readonly write: boolean
  readonly differences: number
  /** How many facts could not be asked about. */
  readonly unasked: number
  readonly operations: readonly OperationReport[]
  /** The rows of the check that could not be deleted. */
  readonly left: readonly string[]
}

/** The fact that every answer is tested for. */
export const formFact = 'answers have the form of the mock'

interface Notes {
  asked: number
  compared: number
  readonly facts: Map<string, FactReport>
  readonly findings: Map<string, Finding>
}

export class Findings {
  readonly #operations = new Map<OperationId, Notes>()

  asked(operation: OperationId, compared: boolean): void {
    const notes = this.#notes(operation)
    notes.asked += 1
    if (compared) notes.compared += 1
  }

  differs(operation: OperationId, fact: string, seen: string, difference: Difference): void {
    const { findings } = this.#notes(operation)
    const key = keyOf(difference)
    const known = findings.get(key)
    findings.set(key, known ? { ...known, times: known.times + 1 } : { ...difference, fact, seen, times: 1 })
  }

  /** A fact may be tested with several rows. The report shows the worst result. */
  tested(operation: OperationId, fact: FactReport): void {
    const { facts } = this.#notes(operation)
    const known = facts.get(fact.name)
    if (!known || known.result === 'unknown' || fact.result === 'unasked') facts.set(fact.name, fact)
  }

  /** The operations in the order of the API. */
  operations(): OperationReport[] {
    return operationIds.flatMap((operation): OperationReport[] => {
      const notes = this.#operations.get(operation)
      if (!notes) return []
      const findings = [...notes.findings.values()]
      const differing = new Set(findings.map(({ fact }) => fact))
      const form: FactReport[] =
        notes.asked > 0
          ? [
              notes.compared > 0 || differing.has(formFact)
                ? { name: formFact, result: 'agrees' }
                : { name: formFact, result: 'unknown', why: 'no answer had a row in it' },
            ]
          : []
      const facts = [...form, ...notes.facts.values()].map((fact): FactReport =>
        differing.has(fact.name) ? { name: fact.name, result: 'differs' } : fact,
      )
      return [{ operation, asked: notes.asked, compared: notes.compared, facts, findings }]
    })
  }

  #notes(operation: OperationId): Notes {
    const known = this.#operations.get(operation)
    if (known) return known
    const notes: Notes = { asked: 0, compared: 0, facts: new Map(), findings: new Map() }
    this.#operations.set(operation, notes)
    return notes
  }
}

/** What makes two differences the same: values vary from row to row, types and statuses do not. */
function keyOf({ kind, at, expected, received }: Difference): string {
  if (kind === 'row') return `${kind} ${at}`
  const isNamed = ['status', 'type', 'header', 'redirect'].includes(kind)
  return [kind, at, expected, isNamed ? received : ''].join(' ')
}
