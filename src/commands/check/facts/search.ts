import { fieldOf, isRow, type Row, uuidOf } from '../../values.ts'
import { type Fact, factsOf, type Mismatch, Unknown, unless } from '../facts.ts'
import { askList, countsOf, isEmpty, type ListOf, uuidsOf } from '../lists.ts'

/** Tests that `search` finds words of the server's own rows in any case, and nothing else. */

export interface Searched {
  readonly list: ListOf
  /** The paths within a row from which search words are taken. */
  readonly fields: readonly (readonly string[])[]
  /** Whether answers show every field that is searched, so that a wrong hit can be recognised. */
  readonly isShown: boolean
}

/** A text that no row has. */
const nonsense = 'no-such-thing-9f3b71'

export function searchFacts({ list, fields, isShown }: Searched): readonly Fact[] {
  const { operation } = list
  const fact = factsOf('search')
  return [
    ...fields.map((field) => {
      const at = field.join('.')
      return fact(operation, `search finds a part of ${at} in any case`, async (questioner) => {
        const { rows } = await askList(questioner, list, { limit: 100 })
        const sample = rows
          .map((row) => ({ row, word: wordOf(field.reduce<unknown>(fieldOf, row)) }))
          .find(({ word }) => word !== undefined)
        if (sample?.word === undefined) throw new Unknown(`no row has ${at} to look for`)
        const { row, word } = sample
        const mismatches: Mismatch[] = []
        for (const search of new Set([word, otherCase(word)])) {
          const found = await askList(questioner, list, { search, limit: 100 })
          const isFound = uuidsOf(found).includes(uuidOf(row))
          const isOnly = !isShown || found.rows.every((one) => holds(one, word))
          mismatches.push(
            ...unless(isFound, at, 'the row that has it', 'other rows or none', found),
            ...unless(isOnly, at, 'only rows that have it', 'others too', found),
          )
        }
        return mismatches
      })
    }),
    fact(operation, 'search finds nothing where no row has it', async (questioner) => {
      const whole = await askList(questioner, list, { limit: 100 })
      if (whole.total === 0) throw new Unknown('there is no row')
      const found = await askList(questioner, list, { search: nonsense })
      return unless(isEmpty(found), 'search', 'no rows', countsOf(found), found)
    }),
  ]
}

/** Six ASCII characters from the middle of a text, or of the value of any custom field. */
function wordOf(value: unknown): string | undefined {
  if (isRow(value))
    return Object.values(value)
      .map(wordOf)
      .find((word) => word !== undefined)
  if (typeof value !== 'string') return undefined
  return /[\dA-Za-z][\w .@+-]{2,5}[\dA-Za-z]/.exec(value.slice(1))?.[0]
}

function otherCase(word: string): string {
  return word === word.toUpperCase() ? word.toLowerCase() : word.toUpperCase()
}

/** Whether any text of a row contains a word. Custom fields that are not texts are searched as JSON. */
function holds(row: Row, word: string): boolean {
  const texts = [row, row['record']].flatMap((one) => (isRow(one) ? Object.values(one) : []))
  const fields = isRow(row['parameters']) ? Object.values(row['parameters']) : []
  return [...texts, ...fields].some((value) => textOf(value).includes(word.toLowerCase()))
}

function textOf(value: unknown): string {
  return (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).toLowerCase()
}
