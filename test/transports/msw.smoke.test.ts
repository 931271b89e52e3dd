import { http, HttpResponse } from 'msw'
import { setupWorker } from 'msw/browser'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { createMock } from '../../src/create-mock.ts'
import { asJson } from '../json-request.ts'

const url = 'http://callcamp.ai/api/campaigns'
const mock = createMock({ simulator: false })
const worker = setupWorker(...mock.handlers)

beforeAll(() => worker.start({ onUnhandledRequest: 'bypass' }))
beforeEach(() => {
  vi.spyOn(console, 'log').mockImplementation(() => {})
})
afterAll(() => worker.stop())
afterEach(() => {
  worker.resetHandlers()
  vi.restoreAllMocks()
})

test('the handlers answer behind the service worker', async () => {
  const body = JSON.stringify({ name: 'Spring', status: 'draft', type: 'outbound' })
  const created = await fetch(url, asJson(body))
  expect(created.status).toBe(201)
  expect(await (await fetch(`${url}?search=spring`)).json()).toMatchObject({ total: 1 })
})

test('every answer is a line in the console', async () => {
  const group = vi.spyOn(console, 'groupCollapsed')
  await fetch(url)
  await vi.waitFor(() =>
    expect(group).toHaveBeenCalledWith(
      expect.stringMatching(/^\[MSW\] GET http:\/\/callcamp\.ai\/api\/campaigns \(200/),
    ),
  )
})

test('handlers of a test win, until they are gone', async () => {
  worker.use(http.get(url, () => HttpResponse.json({ mine: true })))
  expect(await (await fetch(url)).json()).toEqual({ mine: true })
  worker.resetHandlers()
  expect(await (await fetch(url)).json()).toHaveProperty('total')
})
