import type { z } from 'zod'
import type { ByEdition, ParametersOf } from './define-route.ts'
import type { defaultEdition, Edition } from './edition.ts'
import type { campaignListQuery } from './campaigns.ts'
import type { Immutable } from './immutable.ts'
import type { orderListQuery } from './orders.ts'
import type { recordListQuery } from './records.ts'
import type { OperationId, Routes } from './routes.ts'

/** What each operation takes and answers, as types for those who call the API. */

/** What a query may say: numbers as numbers. */
type Asked<Query extends z.ZodType> = Partial<Immutable<z.output<Query>>>

/** What every list is asked for with. */
export interface ListQuery extends Pick<CampaignListQuery, 'page' | 'limit' | 'search'> {}
/** The query parameters of the list of campaigns. */
export interface CampaignListQuery extends Asked<typeof campaignListQuery> {}
/** The query parameters of the list of contacts. */
export interface RecordListQuery extends Asked<typeof recordListQuery> {}
/** The query parameters of the list of orders. */
export interface OrderListQuery extends Asked<typeof orderListQuery> {}

/** The part of a route in the words of an edition. */
type Spoken<Part, Words extends Edition> = Part extends { readonly [Each in Words]: infer Own } ? Own : Part

type Params<Path extends string> = [ParametersOf<Path>] extends [never]
  ? undefined
  : { readonly [Name in ParametersOf<Path>]: string }
type Query<Route> = Route extends { readonly query: infer Schema extends z.ZodType } ? Asked<Schema> : undefined
type Body<Route, Words extends Edition> = Route extends { readonly body: infer Schema extends ByEdition<z.ZodType> }
  ? Immutable<z.input<Extract<Spoken<Schema, Words>, z.ZodType>>>
  : undefined
type Answer<Form> = Form extends { readonly schema: infer Schema extends z.ZodType }
  ? Immutable<z.output<Schema>>
  : undefined

/**
 * What each operation takes and answers, by its id. What a path, a query or a body does not have is undefined.
 * @example
 * type Created = Operations['orders.create']['answer']
 * type LocalRecordAnswer = Operations<'local'>['records.get']['answer']
 */
export type Operations<Words extends Edition = typeof defaultEdition> = {
  readonly [Id in OperationId]: {
    readonly params: Params<Routes[Id]['path']>
    readonly query: Query<Routes[Id]>
    readonly body: Body<Routes[Id], Words>
    readonly answer: Answer<Spoken<Routes[Id]['answer'], Words>>
  }
}

/** A part of a request. If there is none, `unknown`, which adds nothing to an intersection. */
type Said<Part> = Part extends object ? Part : unknown

/** Everything that a request of an operation can contain: path parameters, query and body in one type. */
export type Sent<Id extends OperationId, Words extends Edition = Edition> = Words extends Edition
  ? Said<Operations<Words>[Id]['params']> & Said<Operations<Words>[Id]['query']> & Said<Operations<Words>[Id]['body']>
  : never
