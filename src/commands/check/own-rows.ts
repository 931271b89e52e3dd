import { machineTime } from '../../world/clock.ts'
import { hash, Random } from '../../world/random.ts'
import type { Account } from '../account.ts'
import { fieldOf, isRow, type Row, uuidOf } from '../values.ts'
import type { Answer } from './asking.ts'
import { type Call, call } from './calls.ts'
import { cleanUp, isMarked, type Kind } from './clean-up.ts'
import type { Contract } from './contract.ts'
import { type Questioner, Unknown } from './facts.ts'

/** The rows that a check makes: marked, so that nobody takes them for others, and deleted in the end. */

/** What the name of every row of any check begins with. */
const mark = 'callcamp-mock check'

/** Area codes in which 555-0100 to 555-0199 are nobody's. */
const areaCodes = [202, 212, 213, 303, 312, 404, 503, 602, 617, 702, 713, 801, 907]

type CreateId = 'campaigns.create' | 'records.create' | 'orders.create'

export class OwnRows {
  /** What the name of every row of this check begins with. */
  readonly marker: string
  /** Ids that nothing has: what is sent to them changes nobody's rows. */
  readonly unknown: { readonly campaign: string; readonly record: string; readonly order: string }
  readonly #contract: Contract
  readonly #rows = new Map<string, Row>()
  readonly #marked = new Map<string, Kind>()
  readonly #doubtful = new Map<string, Kind>()
  #isUnclear = false
  #phones: number

  /** `moment` is any text that tells this check from others, beside the machine's clock. */
  constructor(contract: Contract, moment: string) {
    const number = hash(`${moment} ${machineTime()}`)
    const random = new Random(number)
    this.#contract = contract
    this.marker = `${mark} ${number.toString(36)}`
    this.#phones = number
    this.unknown = { campaign: random.uuid(), record: random.id('record_'), order: random.id('order_') }
  }

  /** A number that nobody has, another each time. */
  phone(): string {
    this.#phones += 1
    const areaCode = areaCodes[this.#phones % areaCodes.length]
    return `+1${areaCode}55501${String(this.#phones % 100).padStart(2, '0')}`
  }

  /** Makes a row, which is called `name` from here on. What comes without the mark is left alone. */
  async make(questioner: Questioner, name: string, operation: CreateId, sent: Call): Promise<Answer> {
    const answer = await this.attempt(questioner, operation, sent)
    const { body } = answer
    if (answer.isSuccess && isRow(body) && isMarked(rowIn(operation, body), this.marker)) this.#rows.set(name, body)
    return answer
  }

  /** Asks for a row that may be refused: should it be made all the same, it is deleted in the end. */
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

  /** Throws Unknown where it could not be made. */
  row(name: string): Row {
    const row = this.#rows.get(name)
    if (row === undefined) throw new Unknown(`${name} could not be made`)
    return row
  }

  uuid(name: string): string {
    return uuidOf(this.row(name)) ?? ''
  }

  /** Deletes every row, also those that only their names tell. Answers what is left, a sentence for each row. */
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

/** The campaign or the contact that was made. */
function rowIn(operation: CreateId, body: unknown): unknown {
  return operation === 'orders.create' ? fieldOf(body, 'record') : body
}
