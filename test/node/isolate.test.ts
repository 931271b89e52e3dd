import { setTimeout as pause } from 'node:timers/promises'
import { http } from 'msw'
import { setupMockServer } from 'callcamp-mock/node'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { asJson } from '../json-request.ts'

const campaigns = 'http://callcamp.ai/api/campaigns'
const { mock, server, listen, close, reset, isolate } = setupMockServer({ seed: 7 })

beforeAll(() => listen())
afterAll(() => close())

async function create(name: string): Promise<string> {
  const response = await fetch(campaigns, asJson({ name, status: 'active', type: 'outbound' }))
  const { uuid } = (await response.json()) as { uuid: string }
  return uuid
}

async function names(): Promise<string[]> {
  const { campaigns: found } = (await (await fetch(`${campaigns}?limit=100`)).json()) as {
    campaigns: { name: string }[]
  }
  return found.map(({ name }) => name)
}

/** What one of many tests does while the others do the same; answers the first id it was given. */
function workInScope(index: number): Promise<string> {
  return isolate(async (own) => {
    const mine = Array.from({ length: 1 + (index % 4) }, (_, step) => `campaign ${index}.${step}`)
    const ids: string[] = []
    for (const name of mine) {
      ids.push(await create(name))
      await pause((index * 7) % 5)
    }
    expect(await names()).toEqual(mine.toReversed())
    expect(mock.db.campaign.count()).toBe(mine.length)
    expect(mock.requests.count({ operation: 'campaigns.create' })).toBe(mine.length)
    expect(mock.requests.all()).toEqual(own.requests.all())
    return ids[0] ?? ''
  })
}

describe('200 interleaved tests', () => {
  test.concurrent.for(Array.from({ length: 200 }, (_, index) => index))(
    'see their own data (%i)',
    async (index, { expect }) => {
      expect(await workInScope(index)).toMatch(/^[\da-f-]{36}$/)
    },
  )
})

describe('200 interleaved scopes', () => {
  test('draw the same chances, and leave nothing behind', async () => {
    const firstIds = await Promise.all(Array.from({ length: 200 }, (_, index) => workInScope(index)))
    // The same seed: what others draw does not shift what is drawn here.
    expect(new Set(firstIds).size).toBe(1)
    expect(mock.db.campaign.count()).toBe(0)
    expect(mock.sandboxes.size).toBe(0)
  })
})

describe('isolate', () => {
  test('begins with fresh data each time', async () => {
    await isolate(() => create('first'))
    expect(await isolate(names)).toEqual([])
  })

  test('begins from the start, not from what the mock has become', async () => {
    await create('outside')
    expect(await isolate(names)).toEqual([])
    expect(await names()).toEqual(['outside'])
    reset()
  })

  test('hands on what the function answers, and what it throws', async () => {
    expect(await isolate(() => 42)).toBe(42)
    await expect(isolate(() => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(mock.sandboxes.size).toBe(0)
  })

  test('resets its own data only', async () => {
    await create('outside')
    await isolate(async () => {
      await create('inside')
      reset()
      expect(await names()).toEqual([])
    })
    expect(await names()).toEqual(['outside'])
    reset()
  })

  test('keeps handlers that are added in it to itself', async () => {
    await isolate(async () => {
      server.use(http.get(campaigns, () => new Response('mine')))
      expect(await (await fetch(campaigns)).text()).toBe('mine')
    })
    expect(await names()).toEqual([])
  })

  test('keeps faults and time to itself', async () => {
    const before = mock.clock.now()
    await isolate(async () => {
      mock.faults.add({ status: 503 })
      mock.clock.advance('1h')
      expect((await fetch(campaigns)).status).toBe(503)
    })
    expect((await fetch(campaigns)).status).toBe(200)
    expect(mock.clock.now()).toBe(before)
  })

  test('can be used inside itself', async () => {
    await isolate(async () => {
      await create('outer')
      await isolate(async () => {
        await create('inner')
        expect(await names()).toEqual(['inner'])
      })
      expect(await names()).toEqual(['outer'])
    })
  })

  test('fails of what a listener throws, now or later', async () => {
    const told = vi.spyOn(console, 'error').mockReturnValue()
    const [now, later, last] = [new Error('now'), new Error('later'), new Error('last')]
    const failing = isolate(async (own) => {
      own.on('request', () => {
        throw now
      })
      await create('one')
    })
    await expect(failing).rejects.toBe(now)
    const failingTwice = isolate(async (own) => {
      for (const error of [later, last]) own.on('request', () => Promise.reject(error))
      await create('one')
      await create('two')
    })
    await expect(failingTwice).rejects.toMatchObject({
      message: 'Listeners failed with 2 errors:\n- Error: later\n- Error: last',
      errors: [later, last],
    })
    await isolate(async () => create('none of it is left'))
    // Each error is told once, however often it happens.
    expect(told).toHaveBeenCalledTimes(3)
    told.mockRestore()
  })

  test('says what to do when nothing listens yet', async () => {
    await expect(setupMockServer().isolate(() => undefined)).rejects.toThrow('Call listen() first')
  })
})
