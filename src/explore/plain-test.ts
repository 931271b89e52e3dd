import { collections } from '../contract/models.ts'
import { plainRows, type RowNumber, rowNumber } from './plain-rows.ts'
import { callsEndAs, type StartRows } from './start.ts'
import type { WorldOutcome } from './world-runner.ts'

/** A world, written out as a test that needs no search. */

/** Longer values of options are not written out. */
const maxOptionLength = 500

export function plainTest({ world, options, hasSetup, rows, code }: WorldOutcome): string[] {
  const ends = callsEndAs(world)
  return [
    "import { test } from 'callcamp-mock/vitest'",
    '',
    ...optionLines(options),
    "test('what the search found', async ({ mock }) => {",
    ...[
      ...(hasSetup ? ['// Add what `setup` of the search does, before all other lines'] : []),
      ...rowLines(rows),
      ...(ends === undefined ? [] : [`mock.simulator.configure({ outcomes: { '${ends}': 1 } })`]),
      ...code.flatMap((lines) => lines.split('\n')),
      '// what the test of the search does',
    ].map((line) => `  ${line}`),
    '})',
  ]
}

function optionLines(options: WorldOutcome['options']): string[] {
  const given = Object.entries(options)
    .filter(([_, value]) => value !== undefined)
    .map(([name, value]) => ({ name, text: toCode(value) }))
  const written = given.flatMap(({ name, text }) => (text === undefined ? [] : [`${name}: ${text}`]))
  const others = given.filter(({ text }) => text === undefined).map(({ name }) => name)
  return [
    ...(written.length === 0 ? [] : [`test.override({ ${written.join(', ')} })`]),
    ...(others.length === 0
      ? []
      : [`// Add from the search: test.override({ mockOptions: { ${others.join(', ')} } })`]),
    ...(given.length === 0 ? [] : ['']),
  ]
}

/** A value as code; undefined where that is too long, or where a part of the value is a function. */
function toCode(value: unknown): string | undefined {
  let isWhole = true
  const text = JSON.stringify(value, (_, part: unknown) => {
    if (typeof part === 'function') isWhole = false
    return part
  })
  return isWhole && text.length <= maxOptionLength ? text : undefined
}

function rowLines(rows: StartRows): string[] {
  const lines = rows.recordTypes.map((draft) => `mock.db.recordType.create(${JSON.stringify(draft)})`)
  for (const model of ['campaign', 'record', 'order'] as const) {
    const drafts: readonly Draft[] = rows[collections[model]]
    const plain = (number: RowNumber): Draft => plainRows[model](number, rows.campaignUuid ?? '')
    if (drafts.length > 0)
      lines.push(`mock.db.${model}.createMany(${drafts.length}, (index) => (${rowCode(drafts, plain)}))`)
  }
  return [...(lines.length === 0 ? [] : rowFunctions), ...lines]
}

/** What the code of rows calls. The defaults give the parameters their types. */
const rowFunctions = [
  "const padded = (number = 1, length = 1) => String(number).padStart(length, '0')",
  "const minutesAgo = (minutes = 0) => new Date(mock.clock.ms() - minutes * 60_000).toISOString().replace(/\\.\\d+/, '')",
]

interface Draft {
  readonly createdAt?: string | undefined
}

/** Code that makes the row at an index: the plain row, and what is odd about the rows that differ from it. */
function rowCode(drafts: readonly Draft[], plain: (number: RowNumber) => Draft): string {
  const odd = drafts.map((draft, index) => JSON.stringify(oddFields(draft, plain(rowNumber(index)))))
  const [first = '{}'] = odd
  const areAlike = odd.every((fields) => fields === first)
  const isSpread = drafts.at(0)?.createdAt !== drafts.at(-1)?.createdAt
  const row = { ...plain(numberCode), ...(areAlike && JSON.parse(first)) }
  const parts = [
    // Texts with the number of the row become templates.
    JSON.stringify(row)
      .slice(1, -1)
      .replaceAll(/"([^"]*\$\{[^"]*)"/g, '`$1`'),
    ...(isSpread ? [`"createdAt":minutesAgo(${drafts.length - 1} - index)`] : []),
    ...odd.flatMap((fields, index) => (areAlike || fields === '{}' ? [] : [`...(index === ${index} && ${fields})`])),
  ]
  return `{${parts.join(',')}}`
}

const numberCode: RowNumber = (length) => (length === 1 ? '${index + 1}' : `\${padded(index + 1, ${length})}`)

function oddFields({ createdAt: _, ...draft }: Draft, plain: Draft): object {
  const values = new Map<string, unknown>(Object.entries(plain))
  return Object.fromEntries(
    Object.entries(draft).filter(([field, value]) => JSON.stringify(value) !== JSON.stringify(values.get(field))),
  )
}
