import { expect, test } from 'vitest'
import { start } from './serving.ts'

/** Answers over sockets that are held back, and connections that are reset. */

test('an answer that is held back comes when its gate is released', async () => {
  const { url, mock } = await start()
  const gate = mock.faults.hold({ operation: 'campaigns.list' })
  const held = fetch(`${url}/api/campaigns`)
  await mock.requests.waitFor({ operation: 'campaigns.list' })
  expect((await fetch(`${url}/api/records`)).status).toBe(200)
  gate.release()
  expect((await held).status).toBe(200)
})

test('a client that goes while its answer is held back is forgotten', async () => {
  const { url, mock } = await start()
  const gate = mock.faults.hold()
  const leaving = new AbortController()
  const gone = fetch(`${url}/api/campaigns`, { signal: leaving.signal })
  await mock.requests.waitFor()
  leaving.abort()
  await expect(gone).rejects.toThrow('aborted')
  gate.release()
  expect((await fetch(`${url}/api/campaigns`)).status).toBe(200)
})

test('an answer that is held back is sent when the server stops', async () => {
  const { url, mock, close } = await start()
  mock.faults.hold()
  const held = fetch(`${url}/api/campaigns`)
  await mock.requests.waitFor()
  await close()
  expect((await held).status).toBe(200)
})

test('a connection that is reset tells the client so', async () => {
  const { url, mock } = await start()
  mock.faults.add({ reset: true, times: 1 })
  await expect(fetch(`${url}/api/campaigns`)).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } })
  expect((await fetch(`${url}/api/campaigns`)).status).toBe(200)
})
