import assert from 'node:assert/strict'
import { test } from 'node:test'
import createClient from 'openapi-fetch'
import { serve } from 'callcamp-mock/server'
import type { paths } from './local.js'

test('a record of the local edition lives, with a key', async () => {
  const served = await serve({ port: 0, edition: 'local', auth: { keys: ['secret'] } })
  try {
    const client = createClient<paths>({ baseUrl: served.url, headers: { 'X-API-Key': 'secret' } })
    const recordTypeUuid = served.mock.db.recordType.create({ fields: [] }).uuid
    const created = await client.POST('/api/records', { body: { recordTypeUuid, phone: '+14155550100' } })
    const uuid = created.data!.uuid
    assert.equal(created.data?.phone, '+14155550100')
    assert.equal((await client.DELETE('/api/records/{uuid}', { params: { path: { uuid } } })).response.status, 204)

    const stranger = createClient<paths>({ baseUrl: served.url })
    const refused = await stranger.GET('/api/records')
    assert.equal(refused.response.status, 401)
    assert.equal(refused.error?.success, false)
  } finally {
    await served.close()
  }
})
