import { expect, test } from 'vitest'
import { toSnapshot } from '../../src/scenarios/snapshot.ts'
import { hash } from '../../src/world/random.ts'
import { dbOfWorld, worldOf } from './worlds.ts'

/**
 * What the demo scenario hashes to, wherever it runs. These change with the fixture, the factories and the
 * fields of rows, and with nothing else: an engine, a time zone or a second run never changes them.
 */
const expected = { start: '412170 1e308b6c 94aae18f', changed: '641727 7d73ce8a 5db5ec75' }

const hashOf = (text: string) => `${text.length} ${hash(text).toString(16)} ${hash(`again ${text}`).toString(16)}`

/** The tests that every environment runs. */
export function defineByteTests(): void {
  test('demo has the same bytes everywhere', () => {
    expect(hashOf(JSON.stringify(toSnapshot(worldOf('demo'))))).toBe(expected.start)
  })

  test('demo has the same bytes everywhere after a thousand changes', () => {
    const world = worldOf('demo')
    const db = dbOfWorld(world)
    for (let round = 0; round < 250; round += 1) {
      const record = db.record.create()
      db.order.create({ recordUuid: record.uuid, status: 'planned' })
      db.record.update({
        where: { uuid: { equals: record.uuid } },
        data: { parameters: (previous) => previous, lastName: `No ${round}` },
      })
      db.order.delete({ where: { status: { equals: 'planned' } } })
      world.clock.moveTo(world.clock.now + 61_000)
    }
    expect(hashOf(JSON.stringify(toSnapshot(world)))).toBe(expected.changed)
  })
}
