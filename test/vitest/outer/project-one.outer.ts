import { test } from 'callcamp-mock/vitest'
import { beforeAll, describe, expect } from 'vitest'

const list = async () => (await fetch('https://api.example.com/api/campaigns')).json()

describe('a suite', () => {
  let before: unknown
  beforeAll(async () => {
    before = await list()
  })

  test('finds in its hooks what it finds in its tests', async () => {
    expect(await list()).toEqual(before)
  })

  describe('that sets more', () => {
    test.override({ seed: 5, auth: { keys: ['k'] } })

    test('keeps what the project has set', async ({ mock }) => {
      expect(mock.info).toMatchObject({ baseUrl: 'https://api.example.com', scenario: 'demo', seed: 5 })
      expect((await fetch('https://api.example.com/api/campaigns')).status).toBe(401)
    })
  })
})
