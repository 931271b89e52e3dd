import { setTimeout as startWait } from 'node:timers'
import { explore } from 'callcamp-mock/explore'
import { describe, expect, onTestFinished, test, vi } from 'vitest'

/** Tests that come to no end by themselves. A search gives up on them after seconds. */

describe('a test fails that', () => {
  test('waits for nothing', async () => {
    const search = explore({ print: false }, () => new Promise(() => {}))
    await expect(search).rejects.toThrow('has sent no further request')
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
