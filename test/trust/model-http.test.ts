import { serve } from 'callcamp-mock/server'
import { describe, expect, onTestFinished, test } from 'vitest'
import { mockOptions, playMany, type Send } from './sequences.ts'

const runs = 10

describe.each(['hosted', 'local'] as const)('the server of the %s edition', (edition) => {
  test('answers as the plain model does, over random sequences', async () => {
    const { url, mock, close } = await serve({ ...mockOptions(edition), port: 0, clock: 'frozen' })
    onTestFinished(close)
    const send: Send = async (sandbox, method, path, body) => {
      const headers = {
        ...(sandbox !== '' && { 'x-mock-sandbox': sandbox }),
        ...(body && { 'content-type': 'application/json' }),
      }
      const response = await fetch(url + path, { method, headers, ...(body && { body: JSON.stringify(body) }) })
      return { status: response.status, text: await response.text() }
    }
    expect(await playMany(edition, runs, mock, send)).toBeGreaterThan(runs)
  }, 3_600_000)
})
