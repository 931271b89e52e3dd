import { expect, test } from 'vitest'
import { modelNames, models, referencesOf } from '../../src/contract/models.ts'

interface Indexes {
  readonly lists?: Readonly<Record<string, (row: never) => string | null>>
  readonly lookups?: Readonly<Record<string, (row: never) => string | null>>
}

const indexes = modelNames.flatMap((model) => {
  const { lists, lookups }: Indexes = models[model]
  const named = Object.entries({ ...lists, ...lookups }).filter(([name]) => modelNames.some((one) => one === name))
  return named.map(([name, key]) => [model, name, key] as const)
})

test.each(indexes)('rows of the model %s are indexed by their only reference to %s', (model, name, key) => {
  const fields = Object.keys(referencesOf[model]).filter((field) => referencesOf[model][field] === name)
  expect(fields).toHaveLength(1)
  expect(key({ [fields[0]!]: 'the id' } as never)).toBe('the id')
})
