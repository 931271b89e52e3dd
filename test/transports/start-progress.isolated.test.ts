import { afterEach, beforeEach, expect, test, vi } from 'vitest'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] }))
afterEach(() => void vi.useRealTimers())

/** Imports the class when the timers are replaced: the module of the timers keeps those that it finds. */
async function startTelling() {
  vi.resetModules()
  const { StartProgress } = await import('../../src/transports/start-progress.ts')
  const lines: string[] = []
  return { lines, progress: new StartProgress((line) => lines.push(line)) }
}

test('a start that takes longer than a second says every second what it is doing, and how long it took', async () => {
  const { lines, progress } = await startTelling()
  vi.advanceTimersByTime(1_500)
  progress.begin('restoring the kept state')
  vi.advanceTimersByTime(700)
  progress.end({ isStarted: true })
  vi.advanceTimersByTime(5_000)
  expect(lines).toEqual([
    'callcamp-mock: starting for 1.0 s, making the data',
    'callcamp-mock: starting for 2.0 s, restoring the kept state',
    'callcamp-mock: started after 2.2 s',
  ])
})

test('a start of less than a second says nothing', async () => {
  const { lines, progress } = await startTelling()
  vi.advanceTimersByTime(999)
  progress.end({ isStarted: true })
  vi.advanceTimersByTime(5_000)
  expect(lines).toEqual([])
})

test('a start that fails does not say that it is started', async () => {
  const { lines, progress } = await startTelling()
  vi.advanceTimersByTime(1_000)
  progress.end({ isStarted: false })
  expect(lines).toHaveLength(1)
})
