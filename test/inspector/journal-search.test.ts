import { describe, expect, test } from 'vitest'
import { parseSearch } from '../../src/inspector/journal-search.ts'
import type { Exchange } from '../../src/inspector/port.ts'
import { exchange } from '../exchange.ts'

const asked = (parts: Partial<Exchange>) => exchange({ url: 'http://127.0.0.1:3000/api/campaigns', ...parts })

const journal = {
  list: asked({ operation: 'campaigns.list', url: 'http://mock/api/campaigns?status=active' }),
  created: asked({
    operation: 'records.create',
    method: 'POST',
    url: 'http://mock/api/records',
    status: 201,
    body: { phoneNumber: '+14155550100', name: 'Two words' },
    response: { uuid: 'record_1' },
    step: 3,
    headers: { 'content-type': 'application/json' },
  }),
  refused: asked({ method: 'POST', url: 'http://mock/api/records', status: 400, body: {}, warnings: ['odd'] }),
  faulty: asked({ status: 503, durationMs: 250, fault: { id: 1, status: 503 } }),
  broken: asked({ status: 0, undone: true }),
}

const found = (text: string) => {
  const { fits } = parseSearch(text)
  return Object.entries(journal).flatMap(([name, one]) => (fits(one) ? [name] : []))
}

describe('the journal is searched', () => {
  test.each([
    ['', ['list', 'created', 'refused', 'faulty', 'broken']],
    ['status:4xx', ['refused']],
    ['status:201', ['created']],
    ['status:200-299', ['list', 'created']],
    ['status:>=400', ['refused', 'faulty']],
    ['status:<200', ['broken']],
    ['ms:>100', ['faulty']],
    ['method:post', ['created', 'refused']],
    ['method:POST path:/records body:phone', ['created']],
    ['-path:/records', ['list', 'faulty', 'broken']],
    ['operation:campaigns', ['list']],
    ['body:"two words"', ['created']],
    ['answer:record_1', ['created']],
    ['header:application/json', ['created']],
    ['is:read', ['list', 'faulty', 'broken']],
    ['is:write -is:refused', ['created']],
    ['is:refused', ['refused', 'faulty', 'broken']],
    ['is:faulty', ['faulty']],
    ['is:warned', ['refused']],
    ['is:changing', ['created']],
    ['is:undone', ['broken']],
    ['POST 400', ['refused']],
    ['status=active', ['list']],
  ])('by %j', (text, names) => {
    expect(parseSearch(text).problem).toBe('')
    expect(found(text)).toEqual(names)
  })

  test.each([
    ['colour:red', 'There is no colour: to look for; there are status, ms'],
    ['status:bad', 'status: takes 404, 4xx, 400-499 or >=400, and not bad'],
    ['is:late', 'is: knows read, write'],
  ])('and says what is wrong with %j', (text, problem) => {
    expect(parseSearch(text).problem).toContain(problem)
    expect(found(text)).toEqual(found(''))
  })
})
