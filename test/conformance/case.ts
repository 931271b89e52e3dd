import { expect } from 'vitest'
import { type Edition, editions } from '../../src/contract/editions.ts'
import type { OperationId } from '../../src/contract/operation-ids.ts'
import type { MockOptions } from '../../src/mock.ts'
import { type Answer, type Api, type Refusal } from './api.ts'
import { campaign, order, record } from './world.ts'
import { asJson } from '../json-request.ts'

/** One thing that the API must do, whatever transport carries it. */
export interface Case {
  readonly operation: OperationId
  /** A sentence that goes on from the name of the operation. */
  readonly title: string
  readonly editions: readonly Edition[]
  readonly options: MockOptions
  /** Whether the case is about input that must be refused. */
  readonly bad: boolean
  readonly run: (api: Api) => Promise<void>
}

interface CaseSettings {
  readonly editions?: readonly Edition[]
  readonly options?: MockOptions
  readonly bad?: boolean
}

type ByEdition<Value> = Value | ((edition: Edition) => Value)

/** A request and how it must be refused. What is left out is what the operation is usually asked with. */
export interface Refused {
  readonly method?: string
  readonly path?: string
  readonly body?: ByEdition<unknown>
  /** Instead of `body`: anything that is not a JSON body. */
  readonly init?: RequestInit
  readonly status?: number
  /** The fields that are complained about, each once, in any order. */
  readonly fields?: ByEdition<readonly string[]>
  /** Texts that the message, or the messages of the fields, must contain. */
  readonly says?: readonly string[]
}

/** Where an operation is found in the world of the suite. */
export const usual: { readonly [Id in OperationId]: { readonly method: string; readonly path: string } } = {
  'campaigns.list': { method: 'GET', path: '/api/campaigns' },
  'campaigns.create': { method: 'POST', path: '/api/campaigns' },
  'campaigns.get': { method: 'GET', path: `/api/campaigns/${campaign.active}` },
  'campaigns.update': { method: 'PATCH', path: `/api/campaigns/${campaign.active}` },
  'campaigns.delete': { method: 'DELETE', path: `/api/campaigns/${campaign.active}` },
  'records.list': { method: 'GET', path: '/api/records' },
  'records.create': { method: 'POST', path: '/api/records' },
  'records.get': { method: 'GET', path: `/api/records/${record.ada}` },
  'records.update': { method: 'PATCH', path: `/api/records/${record.ada}` },
  'records.delete': { method: 'DELETE', path: `/api/records/${record.ada}` },
  'orders.list': { method: 'GET', path: `/api/campaigns/${campaign.active}/orders` },
  'orders.create': { method: 'POST', path: `/api/campaigns/${campaign.active}/orders` },
  'orders.update': { method: 'PATCH', path: `/api/campaigns/${campaign.active}/orders/${order.planned}` },
  'orders.delete': { method: 'DELETE', path: `/api/campaigns/${campaign.active}/orders/${order.planned}` },
  'orders.associate': { method: 'POST', path: `/api/campaigns/${campaign.active}/orders/associate` },
}

export interface CaseBuilder {
  readonly works: (title: string, run: (api: Api) => Promise<void>, settings?: CaseSettings) => Case
  readonly refuses: (title: string, refused: Refused, settings?: CaseSettings) => Case
}

/** Makes the cases of an operation. */
export function casesOf(operation: OperationId): CaseBuilder {
  return {
    works: (title, run, settings) => ({ operation, title, editions, options: {}, bad: false, ...settings, run }),
    refuses: (title, refused, settings) => ({
      operation,
      title: `refuses ${title}`,
      editions,
      options: {},
      bad: true,
      ...settings,
      async run(api) {
        const { method = usual[operation].method, path = usual[operation].path, body, init, status = 400 } = refused
        const given = byEdition(body, api.edition)
        const answer = await api.send<Refusal>(path, {
          ...(given === undefined ? { method } : asJson(given, method)),
          ...init,
        })
        expect(answer.status, answer.text).toBe(status)
        // HEAD says no more than the status.
        if (method !== 'HEAD') expectComplaint(answer, byEdition(refused.fields, api.edition), refused.says ?? [])
      },
    }),
  }
}

function expectComplaint(
  { body, text }: Answer<Refusal>,
  fields: readonly string[] | undefined,
  says: readonly string[],
): void {
  if (fields) expect(body.errors?.map((error) => error.field).toSorted(), text).toEqual(fields.toSorted())
  const said = [body.message, ...(body.errors ?? []).map((error) => `${error.field} ${error.message}`)].join('\n')
  for (const words of says) expect(said).toContain(words)
}

function byEdition<Value>(value: ByEdition<Value>, edition: Edition): Value {
  return typeof value === 'function' ? (value as (edition: Edition) => Value)(edition) : value
}

/** What an edition calls the number of a contact. */
export function phone(edition: Edition, number: string): object {
  return edition === 'hosted' ? { phoneNumber: number } : { phone: number }
}

export const hosted = { editions: ['hosted'] } as const
export const local = { editions: ['local'] } as const
