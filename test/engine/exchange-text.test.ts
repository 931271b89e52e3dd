import { describe, expect, test } from 'vitest'
import { createMock } from '../../src/create-mock.ts'
import { toExchangeText } from '../../src/engine/exchange-entry.ts'
import { internals } from '../../src/engine/internals.ts'

/** The JSON of an exchange, into which long bodies go as they came. */

const long = 'x'.repeat(20_000)
const campaign = { name: long, status: 'draft', type: 'outbound' }
const wide = { ...campaign, name: '✓"\\\u2028'.repeat(5_000) }
const spoken: Readonly<Record<string, string | undefined>> = {
  'no body': undefined,
  'an empty body': '',
  'a short body': '{"name":"Short","status":"draft","type":"outbound"}',
  'a long body': JSON.stringify(campaign),
  'a long body of wide characters': JSON.stringify(wide),
  'a long body on many lines': JSON.stringify(campaign, undefined, 2),
  'a long body with spaces': `  ${JSON.stringify(campaign).replaceAll(':', ' : ')}`,
  'a long body that is refused': JSON.stringify({ ...campaign, status: 'x' }),
  'a long body with names that objects have': `{"__proto__":1,"constructor":2,"name":"${long}","status":"draft","type":"outbound"}`,
  'a long text that is no JSON': `{"name":${long}`,
  'a body that is nested too deep': `${'['.repeat(20_000)}${']'.repeat(20_000)}`,
}

/** What is written of the last exchange, and the exchange itself. */
function lastOf(mock: ReturnType<typeof createMock>) {
  const { log } = mock[internals]
  const entry = log.newestFirst().next().value
  if (!entry) throw new Error('There is no exchange')
  return { text: toExchangeText(mock.info.sandbox, entry), exchange: log.show(entry) }
}

describe.each(Object.entries(spoken))('the text of an exchange with %s', (_, body) => {
  test.each([
    ['and a usual answer', undefined],
    ['and the answer of a fault', { status: 503, body: long }],
    ['and the broken JSON of a fault', { status: 503, body: `{"a":\n${long}` }],
  ])('%s is the JSON of what users see, on one line', async (_what, fault) => {
    const mock = createMock({ scenario: 'empty' })
    if (fault) mock.faults.add(fault)
    await mock.fetch('/api/campaigns', {
      method: body === undefined ? 'GET' : 'POST',
      headers: { 'content-type': 'application/json' },
      ...(body !== undefined && { body }),
    })
    const { text, exchange } = lastOf(mock)
    expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(exchange)))
    expect(Object.keys(JSON.parse(text))).toEqual(Object.keys(JSON.parse(JSON.stringify(exchange))))
    expect(text).not.toMatch(/[\r\n]/)
  })
})
