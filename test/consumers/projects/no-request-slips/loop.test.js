import { test } from 'callcamp-mock/vitest'
import { afterAll, beforeAll, describe, expect, vi } from 'vitest'
import { client } from './client.js'

// A poller that a module starts. It belongs to no test.
const stop = new AbortController()
const statuses = []
const polling = (async () => {
  while (!stop.signal.aborted) {
    statuses.push((await fetch('https://api.example.com/api/records')).status)
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
})()
const warn = vi.spyOn(console, 'warn').mockReturnValue()

describe.concurrent('tests beside a loop of a module', () => {
  test.for([1, 2, 3, 4, 5])('see nothing of it (%i)', async (_, { mock, expect }) => {
    await client().create('mine')
    expect((await client().list()).total).toBe(1)
    expect(mock).not.toHaveReceived('records.list')
  })
})

describe('a suite that comes later', () => {
  let total
  beforeAll(async () => {
    total = (await client().list()).total
  })

  test('has hooks that are answered', () => expect(total).toBe(0))

  afterAll(async () => {
    expect((await client().list()).total).toBe(0)
  })
})

afterAll(async () => {
  stop.abort()
  await polling
  expect(new Set(statuses)).toEqual(new Set([200]))
  expect(warn.mock.calls.flat().join()).not.toContain('see nothing of it')
})
