import type { OperationId } from '../../contract/operation-ids.ts'
import { show } from '../../contract/problems.ts'
import { AskError } from '../account.ts'
import { fieldOf, isSame, type Row } from '../values.ts'
import type { Answer, ComparingClient, Question } from './comparing-client.ts'
import type { Difference, Findings } from './findings.ts'

/** Defines facts and tests them. */

/** One way in which a fact does not hold. */
export interface Mismatch {
  readonly at: string
  readonly expected: string
  readonly received: string
  readonly seen: string
}

/** Sends the requests of one fact. */
export interface Questioner {
  readonly contract: ComparingClient['contract']
  ask(question: Question): Promise<Answer>
}

/** A statement that is true for the mock and should be true for a server. */
export interface Fact {
  readonly operation: OperationId
  readonly kind: Difference['kind']
  /** A sentence. */
  readonly name: string
  /** Returns where the fact does not hold. Throws Unknown if no rows can show it. */
  test(questioner: Questioner): Promise<readonly Mismatch[]>
}

/** Makes facts of one kind. */
export const factsOf =
  (kind: Fact['kind']) =>
  (operation: Fact['operation'], name: string, test: Fact['test']): Fact => ({ operation, kind, name, test })

/** Returns a mismatch if something does not hold, or nothing. */
export function unless(
  holds: boolean,
  at: string,
  expected: string,
  received: string,
  { seen }: Pick<Answer, 'seen'>,
): Mismatch[] {
  return holds ? [] : [{ at, expected, received, seen }]
}

/** Thrown when the rows of the account can't show a fact. */
export class Unknown extends Error {}

export interface Testing {
  readonly client: ComparingClient
  readonly findings: Findings
  /**
   * Whether the facts only read: then a question that several of them have is asked once, and a fact is tested again
   * before it is said not to hold, as others may have changed rows in between.
   */
  readonly reading: boolean
}

export async function testFacts(facts: readonly Fact[], { client, findings, reading }: Testing): Promise<void> {
  const answers = new Map<string, Answer>()
  for (const fact of facts) {
    const { operation, kind, name } = fact
    const fresh: Questioner = { contract: client.contract, ask: (question) => client.ask(question, name) }
    try {
      const first = await fact.test(reading ? remembering(fresh, answers) : fresh)
      const mismatches = reading && first.length > 0 ? await confirmed(fact, fresh, first) : first
      findings.tested(operation, { name, result: 'agrees' })
      for (const { seen, ...mismatch } of mismatches) findings.differs(operation, name, seen, { kind, ...mismatch })
    } catch (error) {
      if (error instanceof Unknown) findings.tested(operation, { name, result: 'unknown', why: error.message })
      else if (error instanceof AskError) findings.tested(operation, { name, result: 'unasked', why: error.message })
      else throw error
    }
  }
}

function remembering(questioner: Questioner, answers: Map<string, Answer>): Questioner {
  return {
    ...questioner,
    async ask(question) {
      const known = answers.get(question.path)
      if (known) return known
      const answer = await questioner.ask(question)
      answers.set(question.path, answer)
      return answer
    },
  }
}

async function confirmed(fact: Fact, questioner: Questioner, first: readonly Mismatch[]): Promise<readonly Mismatch[]> {
  const places = new Set(first.map(({ at, expected }) => `${at} ${expected}`))
  const second = await fact.test(questioner)
  return second.filter(({ at, expected }) => places.has(`${at} ${expected}`))
}

/** Returns a mismatch for every field of an answer that differs from what is expected. Other fields are ignored. */
export function unlike(wanted: Row, { body, seen }: Pick<Answer, 'body' | 'seen'>, at = ''): Mismatch[] {
  return Object.entries(wanted).flatMap(([key, value]) => {
    const found = fieldOf(body, key)
    if (isSame(found, value)) return []
    return [{ at: at === '' ? key : `${at}.${key}`, expected: shown(value), received: shown(found), seen }]
  })
}

function shown(value: unknown): string {
  return value === undefined ? 'nothing' : show(value)
}
