import { describe, expect, test } from 'vitest'
import type { World } from '../../src/world/world.ts'
import { baseOf, campaignRow, recordTypeRow, worldOf } from './rows.ts'
import { cause, numbers, seconds, startOf, startRows } from './stories.ts'

/** The rows that a transaction writes, in order. */
function writesOf(world: World, run: () => unknown): string[] {
  const before = world.history.steps.length
  world.change(cause, run)
  const steps = world.history.steps.slice(before)
  return steps.flatMap(({ writes }) => writes.map(({ model, before, after }) => `${model} ${(after ?? before)?.uuid}`))
}

describe('removing', () => {
  test('a campaign takes its orders and their calls along, and leaves the contacts', () => {
    const world = startOf()
    const written = writesOf(world, () => world.remove('campaign', 'c1'))
    expect(written).toEqual(['call k1', 'call k2', 'order o1', 'order o2', 'campaign c1'])
    expect(world.tables.record.size).toBe(3)
  })

  test('a contact takes its orders and their calls along', () => {
    const world = startOf()
    const written = writesOf(world, () => world.remove('record', 'r1'))
    expect(written).toEqual(['call k1', 'call k2', 'order o1', 'order o3', 'order o4', 'record r1'])
  })

  test.each([
    'recordTypeUuid',
    'outboundAssistantUuid',
    'inboundAssistantUuid',
    'outboundPhoneUuid',
    'inboundPhoneUuid',
  ] as const)('what a campaign names as its %s leaves null there', (field) => {
    const model = field === 'recordTypeUuid' ? 'recordType' : field.endsWith('AssistantUuid') ? 'assistant' : 'phone'
    const dates = { createdAt: seconds[0], updatedAt: seconds[0] }
    const world = worldOf(
      baseOf({
        recordType: [recordTypeRow('x')],
        assistant: [{ uuid: 'x', name: 'Eve', ...dates }],
        phone: [{ uuid: 'x', name: 'Front', phoneNumber: numbers[0], ...dates }],
        campaign: [campaignRow('c1', { [field]: 'x' }), campaignRow('c2')],
      }),
    )
    world.change(cause, () => world.remove(model, 'x'))
    expect(world.tables.campaign.get('c1')).toEqual(campaignRow('c1'))
    expect(world.tables.campaign.get('c2')).toEqual(campaignRow('c2'))
    expect(world.tables[model].size).toBe(0)
  })

  test('a record type leaves its contacts without one', () => {
    const world = startOf()
    world.change(cause, () => world.remove('recordType', 't1'))
    expect(world.tables.record.get('r1')?.recordTypeUuid).toBeNull()
    expect(world.tables.record.get('r2')?.recordTypeUuid).toBe('t2')
    expect(world.joins.recordsOf('c1', 't1')?.size ?? 0).toBe(0)
  })

  test('what is not there does nothing', () => {
    const world = startOf()
    expect(writesOf(world, () => world.remove('campaign', 'none'))).toEqual([])
  })
})

describe('a campaign whose record type, assistant or phone is removed', () => {
  const references = {
    recordTypeUuid: 't1',
    outboundAssistantUuid: 'a1',
    inboundAssistantUuid: 'a1',
    outboundPhoneUuid: 'p1',
    inboundPhoneUuid: 'p2',
  }
  const dates = { createdAt: seconds[0], updatedAt: seconds[0] }
  const start = () =>
    worldOf(
      baseOf({
        ...startRows,
        assistant: [{ uuid: 'a1', name: 'Ada', ...dates }],
        phone: ['p1', 'p2'].map((uuid) => ({ uuid, name: uuid, phoneNumber: numbers[0], ...dates })),
        campaign: [campaignRow('c1', references), campaignRow('c2', { outboundPhoneUuid: 'p2' })],
      }),
    )

  test.each([
    ['recordType', 't1', { recordTypeUuid: null }],
    ['assistant', 'a1', { outboundAssistantUuid: null, inboundAssistantUuid: null }],
    ['phone', 'p1', { outboundPhoneUuid: null }],
  ] as const)('lets go of the %s %s and of nothing else', (model, uuid, changes) => {
    const world = start()
    world.change(cause, () => world.remove(model, uuid))
    expect(world.tables.campaign.get('c1')).toEqual(campaignRow('c1', { ...references, ...changes }))
  })

  test.each([
    ['recordType', 't2', ['record r2', 'recordType t2']],
    ['assistant', 'a1', ['campaign c1', 'assistant a1']],
    ['phone', 'p1', ['campaign c1', 'phone p1']],
  ] as const)('is written, and others are not: %s', (model, uuid, written) => {
    const world = start()
    expect(writesOf(world, () => world.remove(model, uuid))).toEqual(written)
  })
})
