import { createHash } from 'node:crypto'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { toSnapshot } from '../../src/scenarios/snapshot.ts'
import { dbOfWorld, rowsAsText, snapshotOf, worldOf } from './worlds.ts'

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16)
const lively = ['demo', 'mid-campaign', 'retry-storm', 'do-not-call', 'timezones', 'inbound']

/** What people do with the test API, as far as chance is concerned. */
function churn(name: string): string {
  const world = worldOf(name)
  const db = dbOfWorld(world)
  for (let round = 0; round < 30; round += 1) {
    db.record.create()
    db.order.create({ status: 'planned' })
    db.call.create()
    world.clock.moveTo(world.clock.now + 61_000)
  }
  return rowsAsText(toSnapshot(world))
}

describe('the same seed', () => {
  test.each(lively)('makes the same bytes of %s, every time', (name) => {
    expect(rowsAsText(snapshotOf(name))).toBe(rowsAsText(snapshotOf(name)))
  })

  test('goes on to the same bytes when the same is done', () => {
    expect(churn('demo')).toBe(churn('demo'))
  })
})

test.each(lively)('another seed makes another %s', (name) => {
  expect(rowsAsText(snapshotOf(name, { seed: 99 }))).not.toBe(rowsAsText(snapshotOf(name)))
})

describe('what is made does not depend on', () => {
  const zone = process.env['TZ']
  afterEach(() => {
    if (zone === undefined) delete process.env['TZ']
    else process.env['TZ'] = zone
    vi.restoreAllMocks()
  })

  test('the time zone of the machine', () => {
    process.env['TZ'] = 'UTC'
    const offset = new Date(0).getTimezoneOffset()
    const here = hashOf(churn('demo'))
    process.env['TZ'] = 'Pacific/Chatham'
    expect(new Date(0).getTimezoneOffset()).not.toBe(offset)
    expect(hashOf(churn('demo'))).toBe(here)
  })

  test('its language, its time, its chance', () => {
    const refuse = () => {
      throw new Error('The machine was asked')
    }
    vi.spyOn(String.prototype, 'localeCompare').mockImplementation(refuse)
    vi.spyOn(String.prototype, 'toLocaleLowerCase').mockImplementation(refuse)
    vi.spyOn(Number.prototype, 'toLocaleString').mockImplementation(refuse)
    vi.spyOn(Date.prototype, 'toLocaleString').mockImplementation(refuse)
    vi.spyOn(Date, 'now').mockImplementation(refuse)
    vi.spyOn(Math, 'random').mockImplementation(refuse)
    vi.spyOn(crypto, 'randomUUID').mockImplementation(refuse)
    expect(() => churn('demo')).not.toThrow()
  })
})
