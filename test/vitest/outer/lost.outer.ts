import { test } from 'callcamp-mock/vitest'
import { describe, expect, beforeEach } from 'vitest'
import { listCampaigns } from '../api.ts'

/** Holds each test until both are running: only then can a request be one's or the other's. */
let arrived = 0
let open: () => void = () => {}
const both = new Promise<void>((resolve) => (open = resolve))

describe.concurrent('requests that belong to no test', () => {
  beforeEach(() => new Promise((resolve) => setTimeout(resolve, 20)))

  test.for([1, 2])('are not answered from another test (%i)', async () => {
    arrived += 1
    if (arrived === 2) open()
    await both
    expect(await listCampaigns()).toHaveProperty('total')
  })
})
