import { describe, expect, test } from 'vitest'
import { Router } from '../../src/engine/route.ts'

const rows = [
  { method: 'GET', path: '/api/things' },
  { method: 'POST', path: '/api/things' },
  { method: 'GET', path: '/api/things/{uuid}' },
  { method: 'PATCH', path: '/api/things/{uuid}/parts/{partUuid}' },
  { method: 'POST', path: '/api/things/{uuid}/parts/join' },
]
const router = new Router(rows)

describe('the router', () => {
  test('finds a row by method and path', () => {
    expect(router.find('GET', '/api/things')).toMatchObject({ row: rows[0], params: {} })
    expect(router.find('POST', '/api/things')).toMatchObject({ row: rows[1] })
  })

  test('reads parameters from the path, decoded', () => {
    expect(router.find('GET', '/api/things/a%20b')?.params).toEqual({ uuid: 'a b' })
    expect(router.find('PATCH', '/api/things/1/parts/2')?.params).toEqual({ uuid: '1', partUuid: '2' })
  })

  test('takes an escape that is broken for itself', () => {
    expect(router.find('GET', '/api/things/%E0%A4%A')?.params).toEqual({ uuid: '%E0%A4%A' })
  })

  test('takes __proto__ in a path for an id like any other', () => {
    const params = router.find('GET', '/api/things/__proto__')?.params
    expect(params).toEqual({ uuid: '__proto__' })
  })

  test('answers HEAD by the row of GET', () => {
    expect(router.find('HEAD', '/api/things/1')?.row).toBe(rows[2])
    expect(router.find('HEAD', '/api/things/1/parts/2')?.row).toBeUndefined()
  })

  test('prefers a fixed segment to a parameter, and falls back where the fixed one has no such method', () => {
    expect(router.find('POST', '/api/things/1/parts/join')?.row).toBe(rows[4])
    expect(router.find('PATCH', '/api/things/1/parts/join')).toMatchObject({
      row: rows[3],
      params: { partUuid: 'join' },
    })
  })

  test('knows only the fixed segment where it hides the parameter', () => {
    const hiding = new Router(rows, { hides: true })
    expect(hiding.find('POST', '/api/things/1/parts/join')?.row).toBe(rows[4])
    expect(hiding.find('PATCH', '/api/things/1/parts/join')).toMatchObject({
      row: undefined,
      allow: ['POST', 'OPTIONS'],
    })
    expect(hiding.find('PATCH', '/api/things/1/parts/2')?.row).toBe(rows[3])
  })

  test('names the methods of a path where it does not know the one that is asked', () => {
    expect(router.find('PUT', '/api/things')).toMatchObject({
      row: undefined,
      allow: ['GET', 'POST', 'HEAD', 'OPTIONS'],
    })
    expect(router.find('GET', '/api/things/1/parts/2')).toMatchObject({ row: undefined, allow: ['PATCH', 'OPTIONS'] })
  })

  test.each([
    '/',
    '/api',
    '/api/',
    '/api/things/',
    '/api/things/1/',
    '/api/things//parts/2',
    '/api/thing',
    '/api/things/1/parts',
    '/API/things',
    '//api/things',
    '/api/things/1/parts/2/3',
  ])('knows no path %s', (path) => {
    expect(router.find('GET', path)).toBeNull()
  })
})

describe('a path is known', () => {
  test.each(['/api/things', '/api/things/1', '/api/things/1/parts/2', '/api/things/1/parts/join'])(
    'such as %s, whatever the method',
    (path) => {
      expect(router.find('PUT', path)).toMatchObject({ row: undefined })
    },
  )

  test.each(['/api', '/api/things/', '/api/other', '/api/things/1/parts', '/api/thingss', '/x/api/things'])(
    'but not %s',
    (path) => {
      expect(router.find('PUT', path)).toBeNull()
    },
  )
})
