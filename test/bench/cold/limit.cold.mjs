import { writeFileSync } from 'node:fs'
import { http, HttpResponse } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, beforeAll, expect, test } from 'vitest'

const server = setupServer(http.get('http://callcamp.ai/api/records', () => HttpResponse.json({ records: [] })))
beforeAll(() => server.listen())
afterAll(() => server.close())

test('answers', async () => {
  const { records } = await (await fetch('http://callcamp.ai/api/records')).json()
  expect(records).toHaveLength(0)
  writeFileSync(process.env.BENCH_RESULT, String(performance.now()))
})
