import { machineTime } from '../../world/clock.ts'
import { hash, Random } from '../../world/random.ts'
import type { Account } from '../account.ts'
import { fieldOf, isRow, type Row, uuidOf } from '../values.ts'
import type { Answer } from './comparing-client.ts'
import { type Call, call } from './calls.ts'
import { cleanUp, isMarked, type Kind } from './clean-up.ts'
import type { Contract } from './contract.ts'
import { type Questioner, Unknown } from './facts.ts'

/** The rows that a check creates. They carry a mark and are deleted at the end. */

/** The start of the name of every row of any check. */
const mark = 'callcamp-mock check'

/** Area codes in which 555-0100 to 555-0199 are unassigned. */
const areaCodes = [202, 212, 213, 303, 312, 404, 503, 602, 617, 702, 713, 801, 907]

type CreateId = 'campaigns.create' | 'records.create' | 'orders.create'

export class OwnRows {
  /** The start of the name of every row of this check. */
  readonly marker: string
  /** Ids without a row. Requests for them change nothing. */
  readonly unknown: { readonly campaign: string; readonly record: string; readonly order: string }
  readonly #contract: Contract
  readonly #rows = new Map<string, Row>()
  readonly #marked = new Map<string, Kind>()
  readonly #doubtful = new Map<string, Kind>()
  #isUnclear = false
  #phones: number

  /** `moment` is any text that distinguishes this check from others. */
  constructor(contract: Contract, moment: string) {
    const number = hash(`${moment} ${machineTime()}`)
    const random = new Random(number)
    this.#contract = contract
    this.marker = `${mark} ${number.toString(36)}`
    this.#phones = number
    this.unknown = { campaign: random.uuid(), record: random.id('record_'), order: random.id('order_') }
  }

  /** Returns an unassigned number, a new one each time. */
  phone(): string {
    this.#phones += 1
    const areaCode = areaCodes[this.#phones % areaCodes.length]
    return `+1${areaCode}55501${String(this.#phones % 100).padStart(2, '0')}`
  }

  /** Creates a row and remembers it as `name`. A row without the mark is left alone. */
  async make(questioner: Questioner, name: string, operation: CreateId, sent: Call): Promise<Answer> {
    const answer = await this.attempt(questioner, operation, sent)
    const { body } = answer
    if (answer.isSuccess && isRow(body) && isMarked(rowIn(operation, body), this.marker)) this.#rows.set(name, body)
    return answer
  }

  /** Sends a create that should be refused. If a row is created after all, it is deleted at the end. */
  async attempt(questioner: Questioner, operation: CreateId, sent: Call): Promise<Answer> {
    const wasUnclear = this.#isUnclear
    this.#isUnclear = true
    const { body, ...answer } = await call(questioner, operation, sent)
    const row = rowIn(operation, body)
    const uuid = uuidOf(row)
    this.#isUnclear = wasUnclear || (answer.isSuccess && uuid === undefined)
    if (answer.isSuccess && uuid !== undefined)
      (isMarked(row, this.marker) ? this.#marked : this.#doubtful).set(
        uuid,
        operation === 'campaigns.create' ? 'campaign' : 'record',
      )
    return { body, ...answer }
  }

  /** Throws Unknown if the row could not be created. */
  row(name: string): Row {
    const row = this.#rows.get(name)
    if (row === undefined) throw new Unknown(`${name} could not be made`)
    return row
  }

  uuid(name: string): string {
    return uuidOf(this.row(name)) ?? ''
  }

  /** The id of the contact of an order. */
  contact(order: string): string {
    return uuidOf(this.row(order)['record']) ?? ''
  }

  /** Deletes every row, even those known only by name. Returns a sentence for each row that is left. */
  remove(account: Account, progress: (text: string) => void): Promise<string[]> {
    const rows = {
      contract: this.#contract,
      marker: this.marker,
      marked: this.#marked,
      doubtful: this.#doubtful,
      isUnclear: this.#isUnclear,
    }
    return cleanUp(account, rows, progress)
  }
}

/** The created campaign or contact. */
function rowIn(operation: CreateId, body: unknown): unknown {
  return operation === 'orders.create' ? fieldOf(body, 'record') : body
}
