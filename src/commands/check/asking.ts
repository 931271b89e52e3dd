import type { Account, Sent } from '../account.ts'
import { AskError } from '../account.ts'
import { type Reading, received } from '../reading.ts'
import { fieldOf } from '../values.ts'
import type { Contract, Expected } from './contract.ts'
import { Failures } from './failures.ts'
import { type Findings, formFact } from './findings.ts'

/** Asks a server, and compares every answer with what the mock answers. */

export interface Question extends Expected, Omit<Sent, 'body'> {
  /** The JSON of the body. */
  readonly json?: unknown
  /** A body that is not made of `json`. */
  readonly body?: string
  /** Another status that is no difference either. */
  readonly orStatus?: number
}

export interface Answer {
  /** What was asked: `GET /api/campaigns`. */
  readonly seen: string
  readonly status: number
  readonly body: unknown
  readonly headers: Headers
  /** Whether it is what was asked for, and no refusal: any status of 200 to 299. */
  readonly isSuccess: boolean
}

export class Asker {
  readonly contract: Contract
  readonly account: Account
  readonly #findings: Findings
  readonly #progress: (text: string) => void
  /** The operations that took the key. */
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

  /** Throws an AskError without an answer. The differences are noted for the fact. */
  async ask(question: Question, fact: string): Promise<Answer> {
    const { operation, method = 'GET', path, orStatus } = question
    this.#failures.check(operation, path)
    const seen = `${method} ${path}`
    this.#progress(seen)
    const reading = await this.#send(question)
    const { status, body, headers } = reading
    this.#admit(question, reading)
    this.#findings.asked(operation, isWhole(question, reading))
    const expected = status === orStatus ? { ...question, status, names: [] } : question
    for (const difference of this.contract.differences(expected, reading)) {
      const ofForm = status < 400 && difference.kind !== 'status'
      this.#findings.differs(operation, ofForm ? formFact : fact, seen, difference)
    }
    return { seen, status, body, headers, isSuccess: status >= 200 && status < 300 }
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

  /** A key that was never taken at an operation tells nothing of it. */
  #admit({ operation, path, status: expected, keyless }: Question, reading: Reading): void {
    const { status } = reading
    if (status !== 401 && status !== 403) {
      this.#admitted.add(operation)
      return
    }
    if (expected === status || keyless || this.#admitted.has(operation)) return
    throw new AskError(`${this.account.url} answers ${received(reading)} at ${path}; give a key with --key`)
  }
}

/** Whether an answer has all that there is to compare. */
function isWhole({ status: expected }: Question, { status, isJson, body }: Reading): boolean {
  return status === 204 ? expected === 204 : status < 300 && isJson && !isEmpty(body)
}

/** Whether an answer has nothing in it that could be compared. */
function isEmpty(body: unknown): boolean {
  if (typeof body !== 'object' || body === null) return true
  return (
    fieldOf(body, 'total') !== undefined &&
    Object.values(body).some((value) => Array.isArray(value) && value.length === 0)
  )
}
