import { afterEach, expect, test, vi } from 'vitest'
import { clientTimers } from '../../src/explore/timers.ts'

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

test('without fake timers, there are none to move', () => {
  expect(clientTimers(undefined)).toBeUndefined()
})

test('the fake timers of vitest are found, moved and cleared', () => {
  vi.useFakeTimers()
  const fired: string[] = []
  setTimeout(() => fired.push('before'), 10_000)
  const timers = clientTimers(undefined)
  setTimeout(() => fired.push('first'), 1_000)
  setInterval(() => fired.push('again'), 60_000)
  expect(timers?.next()).toBe(1_000)
  timers?.advance(1_000)
  expect(fired).toEqual(['first'])
  timers?.clear()
  expect(timers?.next()).toBe(9_000)
})

// jest 30 brings a version of @sinonjs/fake-timers that keeps its timers in a map.
test('fake timers that are kept in a map are found', () => {
  const timer = { id: 1, callAt: 1_500 }
  const timers = new Map([[timer.id, timer]])
  const clock = {
    now: 1_000,
    timers,
    tick: () => {},
    setSystemTime: () => {},
    clearTimeout: (id: number) => timers.delete(id),
  }
  vi.stubGlobal(
    'setTimeout',
    Object.assign(() => {}, { clock: { ...clock, timers: new Map() } }),
  )
  const none = clientTimers(undefined)
  expect(none?.next()).toBeNull()
  vi.stubGlobal(
    'setTimeout',
    Object.assign(() => {}, { clock }),
  )
  expect(clientTimers(undefined)?.next()).toBe(500)
})
