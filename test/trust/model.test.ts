import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { newMock, play, type Send, steps } from './sequences.ts'

/** `SEQUENCES=50000` for a long run; `SEED=…` and fast-check's `PATH=…` repeat one that failed. */
const runs = Number(process.env['SEQUENCES'] ?? 2_000)
const seed = process.env['SEED'] === undefined ? undefined : Number(process.env['SEED'])

describe.each(['hosted', 'local'] as const)('the %s edition', (edition) => {
  test(
    `answers as the plain model does, over ${runs / 2} random sequences`,
    async () => {
      const mock = newMock(edition)
      const send: Send = async (sandbox, method, path, body) => {
        const target = sandbox === '' ? mock : mock.sandbox(sandbox)
        const response = await target.fetch(path, { method, ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }) })
        return { status: response.status, text: await response.text() }
      }
      let asked = 0
      await fc.assert(
        fc.asyncProperty(steps(edition), async (sequence) => {
          mock.reset()
          for (const name of mock.sandboxes.keys()) mock.dropSandbox(name)
          asked += sequence.length
          await play(edition, sequence, mock, send)
        }),
        { numRuns: runs / 2, ...(seed !== undefined && { seed }) },
      )
      expect(asked).toBeGreaterThan(runs)
    },
    3_600_000,
  )
})
