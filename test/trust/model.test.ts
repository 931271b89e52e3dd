import { describe, expect, test } from 'vitest'
import { newMock, playMany, type Send } from './sequences.ts'
import { asJson } from '../json-request.ts'

const runs = 100

describe.each(['hosted', 'local'] as const)('the %s edition', (edition) => {
  test('answers as the plain model does, over random sequences', async () => {
    const mock = newMock(edition)
    const send: Send = async (sandbox, method, path, body) => {
      const target = sandbox === '' ? mock : mock.sandbox(sandbox)
      const response = await target.fetch(path, body ? asJson(body, method) : { method })
      return { status: response.status, text: await response.text() }
    }
    expect(await playMany(edition, runs, mock, send)).toBeGreaterThan(runs)
  }, 3_600_000)
})
