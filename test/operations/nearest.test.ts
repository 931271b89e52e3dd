import { expect, test } from 'vitest'
import { nearestOperations, nearestPath } from '../../src/operations/nearest.ts'
import { operationsOf } from '../../src/operations/table.ts'

const nearest = (method: string, path: string, count?: number) =>
  nearestOperations(operationsOf('hosted'), method, path, count).map(({ id }) => id)

test.each([
  ['GET', '/api/campaigns', 'campaigns.list'],
  ['GET', '/api/campaign', 'campaigns.list'],
  ['GET', '/api/CAMPAIGNS', 'campaigns.list'],
  ['GET', '/api/recrods', 'records.list'],
  ['POST', '/api/record', 'records.create'],
  ['GET', '/api/record/r-1', 'records.get'],
  ['DELETE', '/api/campaign/c-1', 'campaigns.delete'],
  ['GET', '/api/campaigns/c-1/order', 'orders.list'],
  ['POST', '/api/campaigns/c-1/orders/asociate', 'orders.associate'],
  ['PATCH', '/api/campaigns/c-1/order/o-1', 'orders.update'],
  ['GET', '/v1/api/campaigns', 'campaigns.list'],
  ['PATCH', '/v1/api/campaigns/c-1', 'campaigns.update'],
  ['GET', '/v1/campaigns', 'campaigns.list'],
])('nearest to %s %s is %s', (method, path, id) => {
  expect(nearest(method, path)[0]).toBe(id)
})

test('the same path with another method comes before another path', () => {
  expect(nearest('PUT', '/api/campaigns/c-1', 3).toSorted()).toEqual([
    'campaigns.delete',
    'campaigns.get',
    'campaigns.update',
  ])
})

test('four are named, or as many as are asked for', () => {
  expect(nearest('GET', '/api/x')).toHaveLength(4)
  expect(nearest('GET', '/api/x', 2)).toHaveLength(2)
})

test('slashes too many make no difference', () => {
  expect(nearest('GET', '//api//campaigns/')).toEqual(nearest('GET', '/api/campaigns'))
})

test.each([
  ['/api/campaigns/', '/api/campaigns'],
  ['/api/campaign', '/api/campaigns'],
  ['/campaigns', '/api/campaigns'],
  ['/v1/api/campaigns/c-1', '/api/campaigns/c-1'],
  ['/v1/campaigns', '/api/campaigns'],
  ['/api/campaigns/c-1/', '/api/campaigns/c-1'],
  ['/api/campaigns/c-1/order', '/api/campaigns/c-1/orders'],
  ['/api/recrods/r-1', '/api/records/r-1'],
  [`/api/campaign/${'x'.repeat(100)}`, '/api/campaigns/{uuid}'],
  ['/api/campaigns/c-1/orders/o-1/more', '/api/campaigns/c-1/orders/o-1'],
  ['/api/campaigns/c-1/orders/o-1/more/still', undefined],
  ['/api/contacts', undefined],
  ['/', undefined],
  ['/quite/something/else', undefined],
])('with %s is meant %s', (path, meant) => {
  expect(nearestPath(operationsOf('hosted'), path)).toBe(meant)
})
