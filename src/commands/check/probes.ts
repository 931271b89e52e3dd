import type { OperationId } from '../../contract/operation-ids.ts'

/** What a server is asked: what every client asks, and what clients should not. Nothing of it changes anything. */

export interface Probe {
  readonly operation: OperationId
  readonly path: string
  readonly status: number
}

const unknown = '00000000-0000-4000-8000-000000000000'

const badQueries = ['limit=0', 'limit=101', 'limit=x', 'page=0', 'page=x']

export const firstProbes: readonly Probe[] = [
  { operation: 'campaigns.list', path: '/api/campaigns?limit=10', status: 200 },
  { operation: 'campaigns.list', path: '/api/campaigns', status: 200 },
  { operation: 'campaigns.list', path: '/api/campaigns?search=a&status=active&page=2&limit=1', status: 200 },
  ...badQueries.map((query): Probe => ({ operation: 'campaigns.list', path: `/api/campaigns?${query}`, status: 400 })),
  { operation: 'campaigns.list', path: '/api/campaigns?status=nonsense', status: 400 },
  { operation: 'campaigns.get', path: `/api/campaigns/${unknown}`, status: 404 },
  { operation: 'records.list', path: '/api/records?limit=10', status: 200 },
  { operation: 'records.list', path: '/api/records', status: 200 },
  { operation: 'records.list', path: '/api/records?search=a&page=2&limit=1', status: 200 },
  { operation: 'records.list', path: `/api/records?recordTypeUuid=${unknown}&campaignUuid=${unknown}`, status: 200 },
  ...badQueries.map((query): Probe => ({ operation: 'records.list', path: `/api/records?${query}`, status: 400 })),
  { operation: 'records.get', path: '/api/records/record_00000000000000000000', status: 404 },
  { operation: 'orders.list', path: `/api/campaigns/${unknown}/orders`, status: 404 },
]

/** How many of the rows that a list answers are asked for one by one. */
const most = 5

/** What can be asked only when it is known what there is. */
export function furtherProbes(campaigns: readonly string[], records: readonly string[]): readonly Probe[] {
  const [first] = campaigns
  return [
    ...campaigns.slice(0, most).flatMap((uuid): Probe[] => [
      { operation: 'campaigns.get', path: `/api/campaigns/${encodeURIComponent(uuid)}`, status: 200 },
      { operation: 'orders.list', path: `/api/campaigns/${encodeURIComponent(uuid)}/orders?limit=10`, status: 200 },
    ]),
    ...records.slice(0, most).map((uuid): Probe => ({
      operation: 'records.get',
      path: `/api/records/${encodeURIComponent(uuid)}`,
      status: 200,
    })),
    ...(first === undefined
      ? []
      : [...badQueries, 'status=nonsense'].map((query): Probe => ({
          operation: 'orders.list',
          path: `/api/campaigns/${encodeURIComponent(first)}/orders?${query}`,
          status: 400,
        }))),
  ]
}
