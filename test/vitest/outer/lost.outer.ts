import { test } from 'callcamp-mock/vitest'
import { describe, expect, beforeEach } from 'vitest'
import { listCampaigns } from '../api.ts'

describe.concurrent('requests that belong to no test', () => {
  beforeEach(() => new Promise((resolve) => setTimeout(resolve, 20)))

  test.for([1, 2])('are not answered from another test (%i)', async () => {
    expect(await listCampaigns()).toHaveProperty('total')
  })
})
