import { describe, expect, test } from 'vitest'
import { newMock, playMany, type Send } from './sequences.ts'

/** `SEQUENCES=50000` for a long run; `SEED=…` repeats one that failed. */
const runs = Number(process.env['SEQUENCES'] ?? 2_000)

describe.each(['hosted', 'local'] as const)('the %s edition', (edition) => {
  test(`answers as the plain model does, over ${runs / 2} random sequences`, async () => {
    const mock = newMock(edition)
    const send: Send = async (sandbox, method, path, body) => {
      const target = sandbox === '' ? mock : mock.sandbox(sandbox)
      const response = await target.fetch(path, {
        method,
        ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      })
      return { status: response.status, text: await response.text() }
    }
    expect(await playMany(edition, runs / 2, mock, send)).toBeGreaterThan(runs)
  }, 3_600_000)
})
