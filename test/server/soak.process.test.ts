import { expect, test } from 'vitest'
import { buildProgram } from '../cli/program.ts'
import { soak } from '../soak/server.ts'

test('fifty connections, most of them bad, do the server no harm', { timeout: 120_000 }, async () => {
  const server = await buildProgram('soak-test', 'server')
  const { answers, wrong, sockets, growth } = await soak(server, { connections: 50, seconds: 3 })
  expect(wrong).toEqual([])
  expect(answers).not.toHaveProperty('500')
  expect(Object.keys(answers).toSorted()).toEqual(
    expect.arrayContaining(['200', '201', '400', '404', '405', '413', '415', '431']),
  )
  expect(sockets).toBe(0)
  expect(growth / 1_048_576).toBeLessThan(8)
})
