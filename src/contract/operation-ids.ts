/** The operations of the API, by the names that faults, the journal and matchers use. */
export const operationIds = [
  'campaigns.list',
  'campaigns.create',
  'campaigns.get',
  'campaigns.update',
  'campaigns.delete',
  'records.list',
  'records.create',
  'records.get',
  'records.update',
  'records.delete',
  'orders.list',
  'orders.create',
  'orders.update',
  'orders.delete',
  'orders.associate',
] as const

export type OperationId = (typeof operationIds)[number]
export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE' | 'PUT'
