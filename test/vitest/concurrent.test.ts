import { setTimeout as pause } from 'node:timers/promises'
import { test } from 'callcamp-mock/vitest'
import { beforeEach, describe } from 'vitest'
import { createCampaign, listCampaigns } from './api.ts'

describe.concurrent('concurrent tests', () => {
  test.for(Array.from({ length: 60 }, (_, index) => index))('see their own data only (%i)', async (index, { mock, expect }) => {
    const names = Array.from({ length: 1 + (index % 3) }, (_, step) => `${index}.${step}`)
    for (const name of names) {
      await createCampaign(name)
      await pause((index * 3) % 4)
    }
    const { campaigns } = await listCampaigns()
    expect(campaigns.map(({ name }) => name)).toEqual(names.toReversed())
    expect(mock).toHaveReceivedTimes('campaigns.create', names.length)
  })

  test.for(Array.from({ length: 20 }, (_, index) => index))('also when they do not ask for the mock (%i)', async (index, { expect }) => {
    await createCampaign(`${index}`)
    await pause(index % 4)
    expect((await listCampaigns()).campaigns.map(({ name }) => name)).toEqual([`${index}`])
  })
})

describe.concurrent('concurrent tests with a hook before them', () => {
  beforeEach(async () => {
    await pause(1)
  })

  test.for(Array.from({ length: 20 }, (_, index) => index))('see their own data, when they take the mock (%i)', async (index, { mock, expect }) => {
    await createCampaign(`${index}`)
    await pause(index % 4)
    expect((await listCampaigns()).campaigns.map(({ name }) => name)).toEqual([`${index}`])
    expect(mock.db.campaign.count()).toBe(1)
  })
})

describe.concurrent('concurrent tests with data made before them', () => {
  test.beforeEach(async ({ mock }) => {
    await createCampaign('before')
    await pause(1)
    mock.requests.clear()
  })

  test.for(Array.from({ length: 20 }, (_, index) => index))('find it (%i)', async (index, { mock, expect }) => {
    await pause(index % 4)
    await createCampaign(`${index}`)
    expect((await listCampaigns()).campaigns.map(({ name }) => name)).toEqual([`${index}`, 'before'])
    expect(mock).toHaveReceivedTimes('campaigns.create', 1)
  })
})
