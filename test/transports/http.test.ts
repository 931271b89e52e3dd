import { expect, onTestFinished, test } from 'vitest'
import { answerOf, json } from '../../src/engine/exchange.ts'
import { HttpServer } from '../../src/transports/http.ts'
import { httpTimeouts } from '../../src/transports/http-settings.ts'

test('an answer that can not be written becomes a 500 with words of its own', async () => {
  const reported: unknown[] = []
  const server = new HttpServer({
    timeouts: httpTimeouts.parse({}),
    maxBodyBytes: 1_048_576,
    report: (error) => reported.push(error),
    log: undefined,
  })
  const port = await server.listen({ port: 0, host: '127.0.0.1' })
  onTestFinished(() => server.close())
  server.serve(() => `http://127.0.0.1:${port}`, {
    answer: () => ({ answer: answerOf(404, '{}', { 'no name': '1' }), extra: [] }),
    refuse: (_request, problem) => ({
      answer: answerOf(problem.status, JSON.stringify(problem.message), json),
      extra: [],
    }),
    admit: () => ({ wantsBody: false, largest: 0 }),
  })
  const response = await fetch(`http://127.0.0.1:${port}/`)
  expect([response.status, response.statusText, await response.json()]).toEqual([
    500,
    'Internal Server Error',
    'The mock itself failed; its standard error tells how',
  ])
  expect(reported).toMatchObject([{ code: 'ERR_INVALID_HTTP_TOKEN' }])
})
