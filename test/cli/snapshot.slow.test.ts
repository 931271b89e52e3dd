import { expect, test } from 'vitest'
import { main } from '../../src/commands/main.ts'
import { createMock } from '../../src/create-mock.ts'
import { realServer } from './real-server.ts'
import { fakeTerminal } from './terminal.ts'

test('a list whose pages never end is read up to a million rows, and ends with exit code 2', async () => {
  const size = 50_000
  let pages = 0
  const { url } = await realServer(createMock(), () => {
    const start = size * pages++
    const campaigns = Array.from({ length: size }, (_, index) => ({ uuid: `row-${start + index}` }))
    return { status: 200, body: { campaigns, total: start + 2 * size } }
  })
  const { terminal, out, err } = fakeTerminal()
  expect(await main(['snapshot', url], terminal)).toBe(2)
  expect(out()).toBe('')
  // A slow machine writes lines of progress before the last one.
  expect(err().trimEnd().split('\n').at(-1)).toBe(
    `callcamp-mock: ${url} tells of 1050000 campaigns at /api/campaigns: a snapshot takes up to 1000000 of a list`,
  )
})
