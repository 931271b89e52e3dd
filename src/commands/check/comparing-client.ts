import type { Account, Sent } from '../account.ts'
import { AskError } from '../account.ts'
import { type Reading, received } from '../reading.ts'
import { fieldOf } from '../values.ts'
import type { Contract, Expected } from './contract.ts'
import { Failures } from './failures.ts'
import { type Findings, formFact } from './findings.ts'

/** Sends requests to a server and compares every answer with that of the mock. */

export interface Question extends Expected, Omit<Sent, 'body'> {
  /** The JSON of the body. */
  readonly json?: unknown
  /** A raw body, in place of `json`. */
  readonly body?: string
  /** Another accepted status. */
  readonly orStatus?: number
}

export interface Answer {
  /** The request: `GET /api/campaigns`. */
  readonly seen: string
  readonly status: number
  readonly body: unknown
  /** Whether the status is between 200 and 299. */
  readonly isSuccess: boolean
}

export class ComparingClient {
  readonly contract: Contract
  readonly account: Account
  readonly #findings: Findings
  readonly #progress: (text: string) => void
  /** The operations that accepted the key. */
  readonly #admitted = new Set<string>()
  readonly #failures = new Failures()

  constructor(
    account: Account,
    contract: Contract,
    { findings, progress }: { readonly findings: Findings; readonly progress: (text: string) => void },
  ) {
    this.account = account
    this.contract = contract
    this.#findings = findings
    this.#progress = progress
  }

  /** Throws an AskError if there is no answer. Differences are noted for the current fact. */
  async ask(question: Question, fact: string): Promise<Answer> {
    const { operation, method = 'GET', path, orStatus } = question
    this.#failures.check(operation, path)
    const seen = `${method} ${path}`
    this.#progress(seen)
    const reading = await this.#send(question)
    const { status, body } = reading
    this.#admit(question, reading)
    this.#findings.asked(operation, isWhole(question, reading))
    const expected = status === orStatus ? { ...question, status, names: [] } : question
    for (const difference of this.contract.differences(expected, reading)) {
      const ofForm = status < 400 && difference.kind !== 'status'
      this.#findings.differs(operation, ofForm ? formFact : fact, seen, difference)
    }
    return { seen, status, body, isSuccess: status >= 200 && status < 300 }
  }

  async #send({ json, body, ...sent }: Question): Promise<Reading> {
    try {
      const reading = await this.account.send({ ...sent, body: json === undefined ? body : JSON.stringify(json) })
      this.#failures.answered(sent.operation)
      return reading
    } catch (error) {
      if (error instanceof AskError) this.#failures.failed(sent.operation, sent.path, error)
      throw error
    }
  }

  /** Notes that an operation accepts the key. One that has never accepted it can't be compared. */
  #admit({ operation, path, status: expected, keyless }: Question, reading: Reading): void {
    const { status } = reading
    if (status !== 401 && status !== 403) {
      this.#admitted.add(operation)
      return
    }
    if (expected === status || keyless || this.#admitted.has(operation)) return
    throw new AskError(
      `${this.account.url} answers ${received(reading)} at ${path}; ${this.account.keyAdvice(reading)}`,
    )
  }
}

/** Whether an answer has everything that can be compared. */
function isWhole({ status: expected }: Question, { status, isJson, body }: Reading): boolean {
  return status === 204 ? expected === 204 : status < 300 && isJson && !isEmpty(body)
}

/** Whether an answer has nothing that can be compared. */
function isEmpty(body: unknown): boolean {
  if (typeof body !== 'object' || body === null) return true
  return (
    fieldOf(body, 'total') !== undefined &&
    Object.values(body).some((value) => Array.isArray(value) && value.length === 0)
  )
}
