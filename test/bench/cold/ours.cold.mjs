import { writeFileSync } from 'node:fs'
import { expect } from 'vitest'
import { test } from '../../../dist/vitest.js'

test('answers', async ({ mock }) => {
  mock.db.record.createMany(50)
  const { records } = await (await fetch('http://callcamp.ai/api/records')).json()
  expect(records).toHaveLength(10)
  writeFileSync(process.env.BENCH_RESULT, String(performance.now()))
})
