import assert from 'node:assert/strict'
import { test } from 'node:test'
import { serve } from 'callcamp-mock/server'
import createClient from 'openapi-fetch'
import type { paths as paths30 } from './generated/3.0/openapi-typescript/control.ts'
import type { paths } from './generated/3.1/openapi-typescript/control.ts'

test('a client of the control API drives clock, faults, rows and sandboxes', async () => {
  const served = await serve({ port: 0, clock: 'frozen', scenario: 'demo' })
  try {
    const control = createClient<paths>({ baseUrl: `${served.url}/__mock` })
    const before = await control.GET('/clock')
    const moved = await control.POST('/clock', { body: { advance: '2h' } })
    assert.equal(Date.parse(moved.data!.now) - Date.parse(before.data!.now), 7_200_000)

    const fault = await control.POST('/faults', { body: { operation: 'campaigns.list', status: 503 } })
    assert.equal((await fetch(`${served.url}/api/campaigns`)).status, 503)
    const listed = await control.GET('/faults')
    assert.equal(listed.data?.faults[0]?.hits, 1)
    await control.DELETE('/faults/{id}', { params: { path: { id: fault.data!.id } } })
    assert.equal((await fetch(`${served.url}/api/campaigns`)).status, 200)

    const rows = await control.GET('/db/{model}', { params: { path: { model: 'campaign' }, query: { limit: 2 } } })
    assert.equal(rows.data?.rows.length, 2)

    const forked = await control.POST('/history/fork', { body: { name: 'mine' } })
    assert.equal(forked.response.status, 201)
    const sandboxes = await control.GET('/sandboxes')
    assert.deepEqual(
      sandboxes.data?.sandboxes.map(({ name }) => name),
      ['mine'],
    )
    await control.DELETE('/sandboxes/{name}', { params: { path: { name: 'mine' } } })
    assert.deepEqual((await control.GET('/sandboxes')).data?.sandboxes, [])

    const refused = await control.POST('/clock', { body: { advance: 'never' } })
    assert.equal(refused.error?.errors?.[0]?.field, 'advance')
  } finally {
    await served.close()
  }
})

test('a client of the control API in OpenAPI 3.0 reads its health', async () => {
  const served = await serve({ port: 0, scenario: 'empty' })
  try {
    const control = createClient<paths30>({ baseUrl: `${served.url}/__mock` })
    assert.equal((await control.GET('/health')).data?.counts.campaign, 0)
  } finally {
    await served.close()
  }
})
