import { expect, onTestFinished, test } from 'vitest'
import { main } from '../../src/commands/main.ts'
import { operationsOf } from '../../src/operations/table.ts'
import { asJson } from '../json-request.ts'
import { fakeTerminal } from './terminal.ts'

/** Starts the server as the command line does, and returns its address. */
async function run(...args: readonly string[]): Promise<string> {
  const fake = fakeTerminal()
  const exit = main(['--port', '0', '--quiet', ...args], fake.terminal)
  onTestFinished(async () => {
    fake.stop()
    await exit
  })
  await expect.poll(() => fake.out() + fake.err()).toContain('http://')
  return /http:\/\/[\w.]+:\d+/.exec(fake.out())?.[0] ?? fake.err()
}

test.each(['hosted', 'local'] as const)(
  'with --references loose the server answers the POST examples of the pages, in the %s edition',
  async (edition) => {
    const url = await run('--references', 'loose', '--edition', edition)
    const bodyOf = (id: string) => operationsOf(edition).find((one) => one.id === id)?.example.body ?? {}
    const post = async (path: string, body: object) => {
      const response = await fetch(url + path, asJson(body))
      return { status: response.status, body: await response.json() }
    }
    const campaign = await post('/api/campaigns', bodyOf('campaigns.create'))
    expect(campaign).toMatchObject({ status: 201, body: bodyOf('campaigns.create') })
    const record = await post('/api/records', bodyOf('records.create'))
    expect(record).toMatchObject({ status: 201, body: { parameters: { amount: 50, last_visit: '2026-04-01' } } })
    const orders = `/api/campaigns/${campaign.body.uuid}/orders`
    const order = await post(orders, bodyOf('orders.create'))
    expect(order).toMatchObject({ status: 201, body: { record: { parameters: { company: 'Acme Corp' } } } })
    expect(await post(`${orders}/associate`, { recordUuids: [record.body.uuid] })).toEqual({
      status: 200,
      body: { success: true },
    })
  },
)

test('without it, the refusal of such an example says how to accept it', async () => {
  const url = await run()
  const { body } = operationsOf('hosted').find((one) => one.id === 'records.create')?.example ?? {}
  const response = await fetch(`${url}/api/records`, asJson(body ?? {}))
  expect(response.status).toBe(400)
  expect(await response.text()).toContain('--references loose')
})
