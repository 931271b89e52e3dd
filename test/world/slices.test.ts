import * as fc from '../fast-check.ts'
import { describe, expect, test } from 'vitest'
import { finish, Prepared, runInPauses, type Sliced, sortInSlices, timesInSlices } from '../../src/world/slices.ts'

describe('sorting in slices', () => {
  const byTens = (a: number, b: number) => Math.floor(a / 10) - Math.floor(b / 10)

  test('sorts as toSorted does, and keeps what is equal in its order', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), fc.integer({ min: 0, max: 20_000 }), (step, length) => {
        const numbers = Array.from({ length }, (_, index) => (index * step) % 1_009)
        expect(finish(sortInSlices(numbers, byTens))).toEqual(numbers.toSorted(byTens))
      }),
      { numRuns: 20 },
    )
  })

  test('pauses on the way', () => {
    const numbers = Array.from({ length: 20_000 }, (_, index) => (index * 7_919) % 20_000)
    expect([...sortInSlices(numbers, byTens)].length).toBeGreaterThan(5)
  })
})

describe('prepared work', () => {
  const counted = (until: number, seen: number[]) =>
    (function* (): Sliced<string> {
      yield* timesInSlices(until, (index) => seen.push(index))
      return 'done'
    })()
  const once = Array.from({ length: 2_000 }, (_, index) => index)

  test('is done at once when its value is asked for', () => {
    const seen: number[] = []
    const work = new Prepared(counted(2_000, seen))
    expect([work.value, work.value]).toEqual(['done', 'done'])
    expect(seen).toEqual(once)
  })

  test('lets others run in between', async () => {
    const seen: number[] = []
    const between: number[] = []
    const work = new Prepared(counted(2_000, seen))
    await expect(runInPauses(work.prepare(), async () => void between.push(seen.length))).resolves.toBe('done')
    expect(between.length).toBeGreaterThan(5)
    expect(between).toEqual(between.toSorted((a, b) => a - b))
    expect(seen).toEqual(once)
  })

  test('is finished by who needs it during a pause, and not done twice', async () => {
    const seen: number[] = []
    const work = new Prepared(counted(2_000, seen))
    await expect(runInPauses(work.prepare(), async () => void work.value)).resolves.toBe('done')
    expect(seen).toEqual(once)
  })

  test('throws its error to everybody who asks', async () => {
    const work = new Prepared<string>(
      (function* (): Sliced<string> {
        yield
        throw new RangeError('too much')
      })(),
    )
    await expect(runInPauses(work.prepare(), () => undefined)).rejects.toThrow(RangeError)
    expect(() => work.value).toThrow('too much')
  })
})
