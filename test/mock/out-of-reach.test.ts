import { createMock } from 'callcamp-mock'
import { setupMockServer } from 'callcamp-mock/node'
import { expect, onTestFinished, test } from 'vitest'

/** Answers that wait come when nobody can let them go any more. */

const campaigns = '/api/campaigns'

test('an answer that a sandbox holds back comes when the sandbox is dropped', async () => {
  const mock = createMock({ scenario: 'empty' })
  const sandbox = mock.sandbox('worker')
  sandbox.faults.hold({})
  const held = sandbox.fetch(campaigns)
  mock.dropSandbox('worker')
  expect((await held).status).toBe(200)
})

test('an answer that is held back comes when its scope has ended, also after an error', async () => {
  const { listen, close, isolate } = setupMockServer({ scenario: 'empty' })
  listen()
  onTestFinished(close)
  const ask = async () => (await fetch(`http://callcamp.ai${campaigns}`)).status
  let held: Promise<number> | undefined
  await isolate((mock) => {
    mock.faults.hold({})
    held = ask()
  })
  expect(await held).toBe(200)
  const failing = isolate((mock) => {
    mock.faults.hold({})
    held = ask()
    throw new Error('The test failed')
  })
  await expect(failing).rejects.toThrow('The test failed')
  expect(await held).toBe(200)
})

test('isolate takes a function and nothing else', async () => {
  const { listen, close, isolate } = setupMockServer({ scenario: 'empty' })
  listen()
  onTestFinished(close)
  await expect(isolate(5 as never)).rejects.toThrow('isolate needs a function; received 5')
})

test('a request whose body never ends can be aborted', async () => {
  const mock = createMock({ scenario: 'empty' })
  const controller = new AbortController()
  const body = new ReadableStream({ start: (stream) => stream.enqueue(new TextEncoder().encode('{"na')) })
  const init = { method: 'POST', body, duplex: 'half', signal: controller.signal } as RequestInit
  const sent = mock.fetch(campaigns, init)
  controller.abort()
  await expect(sent).rejects.toMatchObject({ name: 'AbortError' })
  expect(mock.requests.count()).toBe(0)
})
