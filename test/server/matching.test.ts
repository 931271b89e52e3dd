import { afterEach, expect, test, vi } from 'vitest'
import { createMock } from '../../src/create-mock.ts'
import { Router } from '../../src/engine/route.ts'
import { asJson } from '../json-request.ts'
import { start } from './serving.ts'

afterEach(() => vi.restoreAllMocks())

const asked = asJson({ name: 'Spring', status: 'active', type: 'outbound' })

/** How often a path was looked up while it was asked for. */
async function countLookUps(ask: () => Promise<Response | undefined>): Promise<number> {
  const find = vi.spyOn(Router.prototype, 'find')
  const response = await ask()
  expect(response?.status).toBe(201)
  return find.mock.calls.length
}

test.each(['refuse', 'passthrough'] as const)('behind msw, a path is matched once: unknown is %s', async (unknown) => {
  const [handler] = createMock({ unknown }).handlers
  const request = new Request('http://callcamp.ai/api/campaigns', asked)
  expect(await countLookUps(async () => (await handler?.run({ request, requestId: '1' }))?.response)).toBe(1)
})

test('without a transport, a path is matched once', async () => {
  const mock = createMock()
  expect(await countLookUps(() => mock.fetch('/api/campaigns', asked))).toBe(1)
})

const paths = ['/api/campaigns', '/~mine/api/campaigns', '/__mock/db/campaign', '/~mine/__mock/db/campaign']

test.each(paths)('on a server, %s is matched once: for its body and its answer', async (path) => {
  const { url } = await start()
  expect(await countLookUps(() => fetch(url + path, asked))).toBe(1)
})
