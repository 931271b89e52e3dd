import { doneWithMessage } from './answers.ts'
import type { Route } from './define-route.ts'
import { wire } from './editions.ts'
import { recordListQuery } from './records.ts'

/** The routes of contacts: the only ones in which the editions differ. */

const { hosted, local } = wire
const path = '/api/records/{uuid}'

const asked = {
  hosted: { scenario: 'documented-records', params: { uuid: 'record_9z8y7x6w5v4u3t2s1r0q' } },
  local: { scenario: 'documented-records-local', params: { uuid: 'record_12345' } },
} as const
const change = { body: { firstName: 'Johnny', parameters: { amount: 75 } } }
const contact = { recordTypeUuid: '7d4f10a2-b91c-4d5e-6f7a-8b9c0d1e2f3a', firstName: 'John', lastName: 'Doe' }
const parameters = { amount: 50, last_visit: '2026-04-01' }
const number = '+1234567890'

export const recordRoutes = {
  'records.list': {
    method: 'GET',
    path: '/api/records',
    summary: 'List records',
    query: recordListQuery,
    answer: {
      hosted: { kind: 'page', status: 200, schema: hosted.recordList, key: 'records', totalPages: true },
      local: { kind: 'page', status: 200, schema: local.recordList, key: 'records', totalPages: false },
    },
    example: { hosted: { scenario: asked.hosted.scenario }, local: { scenario: asked.local.scenario } },
  },
  'records.create': {
    method: 'POST',
    path: '/api/records',
    summary: 'Create a record',
    body: { hosted: hosted.recordCreate, local: local.recordCreate },
    answer: {
      hosted: { kind: 'row', status: 201, schema: hosted.record },
      local: { kind: 'row', status: 201, schema: local.record },
    },
    example: {
      hosted: {
        scenario: asked.hosted.scenario,
        body: { ...contact, email: 'john.doe@example.com', phoneNumber: number, country: 'US', parameters },
      },
      local: { scenario: asked.local.scenario, body: { ...contact, phone: number, parameters } },
    },
  },
  'records.get': {
    method: 'GET',
    path,
    summary: 'Get a record and its campaigns',
    refusals: [404],
    answer: {
      hosted: { kind: 'row', status: 200, schema: hosted.recordDetails },
      local: { kind: 'row', status: 200, schema: local.recordDetails },
    },
    example: asked,
  },
  'records.update': {
    method: 'PATCH',
    path,
    summary: 'Update a record',
    body: { hosted: hosted.recordUpdate, local: local.recordUpdate },
    refusals: [404],
    answer: {
      hosted: { kind: 'row', status: 200, schema: hosted.record },
      local: { kind: 'row', status: 200, schema: local.record },
    },
    example: { hosted: { ...asked.hosted, ...change }, local: { ...asked.local, ...change } },
  },
  'records.delete': {
    method: 'DELETE',
    path,
    summary: 'Delete a record and its places in campaigns',
    refusals: [404],
    answer: {
      hosted: { kind: 'body', status: 200, schema: doneWithMessage },
      local: { kind: 'nothing', status: 204 },
    },
    example: asked,
  },
} as const satisfies Readonly<Record<string, Route>>
