import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { BatchReader } from '../../src/inspector/batch-reader.ts'

describe('reads of the inspector', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  function openReader(status = 200) {
    const batches: (readonly string[])[] = []
    const reader = new BatchReader(async (paths) => {
      batches.push(paths)
      const body = status === 200 ? { answers: paths.map((path) => ({ status: 200, body: path })) } : undefined
      return { status, body }
    })
    return { reader, batches }
  }

  test('of one moment are one request, which asks nothing twice', async () => {
    const { reader, batches } = openReader()
    const answers = Promise.all(['/clock', '/health', '/clock'].map((path) => reader.read(path)))
    await vi.advanceTimersByTimeAsync(0)
    expect((await answers).map(({ body }) => body)).toEqual(['/clock', '/health', '/clock'])
    expect(batches).toEqual([['/clock', '/health']])
  })

  test('are few requests each second, however many there are', async () => {
    const { reader, batches } = openReader()
    const answers: Promise<unknown>[] = []
    for (let count = 0; count < 1_000; count += 1) {
      answers.push(reader.read(`/${count}`))
      await vi.advanceTimersByTimeAsync(10)
    }
    await vi.advanceTimersByTimeAsync(1_000)
    await Promise.all(answers)
    expect(batches.flat()).toHaveLength(1_000)
    expect(batches.length).toBeLessThanOrEqual(33)
  })

  test('are each refused where all of them are', async () => {
    const { reader } = openReader(503)
    const answers = Promise.all(['/clock', '/health'].map((path) => reader.read(path)))
    await vi.advanceTimersByTimeAsync(0)
    expect((await answers).map(({ status }) => status)).toEqual([503, 503])
  })

  test('fail each where nobody answers, and later ones are sent all the same', async () => {
    let isLost = true
    const reader = new BatchReader((paths) =>
      isLost
        ? Promise.reject(new TypeError('Failed to fetch'))
        : Promise.resolve({ status: 200, body: { answers: paths.map(() => ({ status: 200, body: 'there' })) } }),
    )
    const lost = reader.read('/clock').catch((error: unknown) => error)
    await vi.advanceTimersByTimeAsync(0)
    expect(await lost).toEqual(new TypeError('Failed to fetch'))
    isLost = false
    const found = reader.read('/clock')
    await vi.advanceTimersByTimeAsync(1_000)
    expect((await found).body).toBe('there')
  })
})
