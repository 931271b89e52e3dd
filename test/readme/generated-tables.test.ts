import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { documents, withTables } from '../../.config/readme-tables.mjs'
import { serveUsage } from '../../src/commands/serve-flags.ts'
import { controlRoutes, serverRoutes } from '../../src/contract/control-routes.ts'
import { mockOptions } from '../../src/contract/options.ts'
import { simulatorDefaults, simulatorSettings } from '../../src/contract/simulator.ts'
import { kinds } from '../../src/explore/kinds/catalog.ts'
import { serveOptions } from '../../src/serving/options.ts'
import { outcomeNumbers } from '../../src/simulator/outcomes.ts'
import { root } from './blocks.ts'

const contract = {
  controlRoutes,
  serverRoutes,
  serveUsage,
  simulatorDefaults,
  simulatorSettings,
  outcomeNumbers,
  kinds,
}

test.each(documents)('the marked tables of %s agree with the contract; `npm run tables` writes them', (file) => {
  const text = readFileSync(join(root, file), 'utf8')
  expect(text).toContain('<!-- table: ')
  expect(withTables(text, contract)).toBe(text)
})

test.each([
  ['options', mockOptions.shape],
  ['server-options', serveOptions.shape],
])('the defaults in the table of %s are those of the schema', (name, shape: Readonly<Record<string, z.ZodType>>) => {
  const table = withTables(`<!-- table: ${name} -->\n<!-- /table -->`, contract)
  const named = [...table.matchAll(/^\| `(\w+)` \|.*\bDefault `?'?([\w.-]+)'?`?[.;,](?! MiB)/gm)]
  expect(named.length).toBeGreaterThan(2)
  for (const [, option = '', told] of named) {
    const schema = shape[option]
    if (schema instanceof z.ZodDefault) expect([option, told]).toEqual([option, String(schema.def.defaultValue)])
  }
})

test('a marked table is written anew, and the text around it stays', () => {
  const text = withTables('before\n<!-- table: order-statuses -->\nold\n<!-- /table -->\nafter', contract)
  expect(text).toMatch(/^before\n<!-- table: order-statuses -->\n\| status \|[^]*\n<!-- \/table -->\nafter$/)
  expect(text).toContain('| `planned` | waits for a call |')
})

test('a mark of no table is refused', () => {
  expect(() => withTables('<!-- table: nothing -->\n<!-- /table -->', contract)).toThrow('There is no table nothing')
})
