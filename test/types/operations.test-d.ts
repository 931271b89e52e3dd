import type {
  Campaign,
  CampaignCreate,
  CampaignOrder,
  CampaignUpdate,
  CreatedOrder,
  HostedRecord,
  HostedRecordCreate,
  HostedRecordUpdate,
  LocalRecord,
  LocalRecordCreate,
  LocalRecordUpdate,
  OperationId,
  Operations,
  OrderAssociate,
  OrderCreate,
  OrderUpdate,
  Sent,
  schemas,
} from 'callcamp-mock'
import { describe, expectTypeOf, test } from 'vitest'
import type { z } from 'zod'

/** What the types say and what the schemas take must be the same; the types are written out so that editors show them plainly. */

type Schemas = typeof schemas

describe('Operations', () => {
  test('knows every operation, and no other', () => {
    expectTypeOf<keyof Operations>().toEqualTypeOf<OperationId>()
  })

  test('tells what an operation takes and answers', () => {
    expectTypeOf<Operations['campaigns.create']['body']>().toEqualTypeOf<CampaignCreate>()
    expectTypeOf<Operations['campaigns.get']['answer']>().toEqualTypeOf<Campaign>()
    expectTypeOf<Operations['orders.update']['params']>().toExtend<{
      readonly uuid: string
      readonly orderUuid: string
    }>()
    expectTypeOf<Operations['orders.update']['answer']>().toEqualTypeOf<CampaignOrder>()
    expectTypeOf<Operations['records.list']['query']>().toHaveProperty('recordTypeUuid')
  })

  test('speaks the hosted edition unless told otherwise', () => {
    expectTypeOf<Operations['records.get']['answer']>().toEqualTypeOf<HostedRecord>()
    expectTypeOf<Operations<'local'>['records.get']['answer']>().toEqualTypeOf<LocalRecord>()
    expectTypeOf<Operations<'local'>['records.delete']['answer']>().toEqualTypeOf<undefined>()
  })

  test('gathers all that a request says', () => {
    expectTypeOf<Sent<'orders.update'>>().toExtend<{
      readonly orderUuid: string
      readonly status?: string | undefined
    }>()
    expectTypeOf<Sent<'records.list'>>().toExtend<{ readonly page?: number | undefined }>()
  })
})

describe('inputs', () => {
  test('fit what the schemas take', () => {
    expectTypeOf<CampaignCreate>().toExtend<z.input<Schemas['campaignCreate']>>()
    expectTypeOf<CampaignUpdate>().toExtend<z.input<Schemas['campaignUpdate']>>()
    expectTypeOf<HostedRecordCreate>().toExtend<z.input<Schemas['recordCreate']>>()
    expectTypeOf<HostedRecordUpdate>().toExtend<z.input<Schemas['recordUpdate']>>()
    expectTypeOf<LocalRecordCreate>().toExtend<z.input<Schemas['localRecordCreate']>>()
    expectTypeOf<LocalRecordUpdate>().toExtend<z.input<Schemas['localRecordUpdate']>>()
    expectTypeOf<OrderCreate>().toExtend<z.input<Schemas['orderCreate']>>()
    expectTypeOf<OrderUpdate>().toExtend<z.input<Schemas['orderUpdate']>>()
    expectTypeOf<{ recordUuids: string[] }>().toExtend<z.input<Schemas['orderAssociate']>>()
  })

  test('have exactly the keys that the schemas know', () => {
    expectTypeOf<keyof CampaignCreate>().toEqualTypeOf<keyof z.input<Schemas['campaignCreate']>>()
    expectTypeOf<keyof CampaignUpdate>().toEqualTypeOf<keyof z.input<Schemas['campaignUpdate']>>()
    expectTypeOf<keyof HostedRecordCreate>().toEqualTypeOf<keyof z.input<Schemas['recordCreate']>>()
    expectTypeOf<keyof HostedRecordUpdate>().toEqualTypeOf<keyof z.input<Schemas['recordUpdate']>>()
    expectTypeOf<keyof LocalRecordCreate>().toEqualTypeOf<keyof z.input<Schemas['localRecordCreate']>>()
    expectTypeOf<keyof LocalRecordUpdate>().toEqualTypeOf<keyof z.input<Schemas['localRecordUpdate']>>()
    expectTypeOf<keyof OrderCreate>().toEqualTypeOf<keyof z.input<Schemas['orderCreate']>>()
    expectTypeOf<keyof OrderUpdate>().toEqualTypeOf<keyof z.input<Schemas['orderUpdate']>>()
    expectTypeOf<keyof OrderAssociate>().toEqualTypeOf<keyof z.input<Schemas['orderAssociate']>>()
  })

  test('refuse what a client may not set', () => {
    expectTypeOf<{ name: string; status: 'paused'; type: 'outbound' }>().not.toExtend<CampaignCreate>()
    expectTypeOf<{ record: { firstName: string } }>().not.toExtend<OrderCreate>()
    expectTypeOf<{ status: 'scheduled'; record: { phoneNumber: string } }>().not.toExtend<OrderCreate>()
    expectTypeOf<{ status: 'lost' }>().not.toExtend<OrderUpdate>()
  })
})

describe('answers', () => {
  test('are what the schemas make of them', () => {
    expectTypeOf<z.output<Schemas['order']>>().toExtend<CampaignOrder>()
    expectTypeOf<z.output<Schemas['createdOrder']>>().toExtend<CreatedOrder>()
    expectTypeOf<z.output<Schemas['record']>>().toExtend<HostedRecord>()
    expectTypeOf<z.output<Schemas['localRecord']>>().toExtend<LocalRecord>()
    expectTypeOf<keyof Campaign>().toEqualTypeOf<keyof z.output<Schemas['campaign']>>()
  })
})
