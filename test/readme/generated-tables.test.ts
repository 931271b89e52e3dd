import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { documents, withTables } from '../../.config/readme-tables.mjs'
import * as controlRoutes from '../../src/contract/control-routes.ts'
import { root } from './blocks.ts'

const contract = controlRoutes

test.each(documents)('the marked tables of %s agree with the contract; `npm run tables` writes them', (file) => {
  const text = readFileSync(join(root, file), 'utf8')
  expect(text).toContain('<!-- table: ')
  expect(withTables(text, contract)).toBe(text)
})

test('a marked table is written anew, and the text around it stays', () => {
  const text = withTables('before\n<!-- table: order-statuses -->\nold\n<!-- /table -->\nafter', contract)
  expect(text).toMatch(/^before\n<!-- table: order-statuses -->\n\| status \|[^]*\n<!-- \/table -->\nafter$/)
  expect(text).toContain('| `planned` | waits for a call |')
})

test('a mark of no table is refused', () => {
  expect(() => withTables('<!-- table: nothing -->\n<!-- /table -->', contract)).toThrow('There is no table nothing')
})
