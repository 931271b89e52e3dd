import { serve } from 'callcamp-mock/server'
import fc from 'fast-check'
import { describe, expect, onTestFinished, test } from 'vitest'
import { mockOptions, play, type Send, steps } from './sequences.ts'

/** `HTTP_SEQUENCES=5000` for a long run; `SEED=…` repeats one that failed. */
const runs = Number(process.env['HTTP_SEQUENCES'] ?? 100)
const seed = process.env['SEED'] === undefined ? undefined : Number(process.env['SEED'])

describe.each(['hosted', 'local'] as const)('the server of the %s edition', (edition) => {
  test(
    `answers as the plain model does, over ${runs / 2} random sequences`,
    async () => {
      const { url, mock, close } = await serve({ ...mockOptions(edition), port: 0, clock: 'frozen' })
      onTestFinished(close)
      const send: Send = async (sandbox, method, path, body) => {
        const headers = { ...(sandbox !== '' && { 'x-mock-sandbox': sandbox }), ...(body && { 'content-type': 'application/json' }) }
        const response = await fetch(url + path, { method, headers, ...(body && { body: JSON.stringify(body) }) })
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
