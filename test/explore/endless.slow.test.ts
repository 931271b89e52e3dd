import { setTimeout as startWait } from 'node:timers'
import { explore } from 'callcamp-mock/explore'
import { describe, expect, onTestFinished, test, vi } from 'vitest'

/** Tests that come to no end by themselves. A search gives up on them after seconds. */

describe('a test fails that', () => {
  test('waits for nothing', async () => {
    const began = performance.now()
    const search = explore({ print: false }, () => new Promise(() => {}))
    await expect(search).rejects.toThrow('has sent no further request')
    // Long before the timeout of a runner, which is five seconds.
    expect(performance.now() - began).toBeLessThan(4_000)
  })

  test('waits for nothing in one of the worlds', async () => {
    const vary = { data: false, time: false, calls: false, network: { only: ['unavailable'] }, others: false } as const
    const began = performance.now()
    const search = explore({ print: false, vary }, async ({ troubles }) => {
      await fetch('http://callcamp.ai/api/campaigns')
      if (troubles.length > 0) await new Promise(() => {})
    })
    await expect(search).rejects.toMatchObject({ path: '1:unavailable' })
    expect(performance.now() - began).toBeLessThan(4_000)
  })

  test('sends requests without end', async () => {
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    const ask = async (): Promise<void> => {
      const { campaigns } = await (await fetch('http://callcamp.ai/api/campaigns')).json()
      if (campaigns.length > 0) return
      await new Promise((resolve) => setTimeout(resolve, 1_000))
      return ask()
    }
    const vary = { data: { only: ['campaigns'] }, time: false, calls: false, network: false, others: false } as const
    const search = explore({ print: false, vary }, ask)
    await expect(search).rejects.toMatchObject({
      message: expect.stringMatching(/sends requests without end[^]*path: 'campaigns=0'/),
    })
  })
})

test('a test may wait for another process while timers move of which nobody knows when they fire', async () => {
  let moved = 0
  const timers = { advance: (ms: number) => void (moved += ms) }
  const anotherProcess = () => new Promise((resolve) => void startWait(resolve, 3_000))
  await explore({ worlds: 1, print: false, timers }, anotherProcess)
  expect(moved).toBeGreaterThan(0)
})
