import { test } from 'callcamp-mock/vitest'
import { describe, expect } from 'vitest'
import { createCampaign, createOrder, listCampaigns } from './api.ts'

const ada = { firstName: 'Ada', lastName: 'Lovelace', phoneNumber: '+14155550100' }

describe('toHaveReceived', () => {
  test('knows whether an operation was asked for', async ({ mock }) => {
    expect(mock).not.toHaveReceived('campaigns.list')
    await listCampaigns()
    expect(mock).toHaveReceived('campaigns.list')
    expect(mock).not.toHaveReceived('campaigns.create')
  })

  test('compares any part of the body, of the path and of the query', async ({ mock }) => {
    const { uuid } = await createCampaign('Spring')
    await createOrder(uuid, ada)
    await listCampaigns('?page=2&search=spr')
    expect(mock).toHaveReceived('orders.create', { uuid, record: { firstName: 'Ada' } })
    expect(mock).toHaveReceived('campaigns.list', { page: 2, search: 'spr' })
    expect(mock).toHaveReceived('orders.create', { record: { phoneNumber: expect.stringMatching(/^\+1/) } })
    expect(mock).not.toHaveReceived('orders.create', { record: { firstName: 'Grace' } })
    expect(mock).not.toHaveReceived('campaigns.list', { page: 3 })
  })

  test('shows what came instead', async ({ mock }) => {
    await createOrder('nowhere', ada)
    expect(() => expect(mock).toHaveReceived('campaigns.list')).toThrow(
      [
        'Expected the mock to have received campaigns.list.',
        'It received only:',
        '  POST /api/campaigns/nowhere/orders → 404',
      ].join('\n'),
    )
    expect(() => expect(mock).toHaveReceived('orders.create', { status: 'busy' })).toThrow(
      'It received orders.create 1 time:\n  POST /api/campaigns/nowhere/orders → 404  {"status":"planned"',
    )
  })

  test('takes matchers for any part, and puts them into words', async ({ mock }) => {
    await createCampaign('Spring')
    await listCampaigns('?page=2&search=a')
    expect(mock).toHaveReceived('campaigns.list', { page: expect.any(Number), search: expect.any(String) })
    const failing = (sent: object) => () => expect(mock).toHaveReceived('campaigns.create', sent)
    expect(failing({ name: expect.stringContaining('q') })).toThrow(
      /received campaigns\.create with \{"name":StringContaining "q"\}[^]*\n {2}name is "Spring", and not StringContaining "q"$/,
    )
    expect(failing({ name: expect.any(Number) })).toThrow(/\n {2}name is "Spring", and not Any<Number>$/)
    expect(failing({ description: undefined })).toThrow(
      /with \{"description":undefined\}\.[^]*\n {2}description is missing: a request has name, status, type$/,
    )
    expect(failing(expect.objectContaining({ name: 'q' }))).toThrow(
      /with ObjectContaining \{"name":"q"\}\.\nIt received campaigns\.create 1 time:[^\n]*\n[^\n]*$/,
    )
    expect(() => expect(mock).toHaveCampaign({ name: expect.stringMatching(/q/) })).toThrow(
      'a campaign like {"name":StringMatching',
    )
  })

  test('refuses regular expressions, and puts those within matchers into words', async ({ mock }) => {
    await createCampaign('Spring')
    const failing = (sent: object) => () => expect(mock).toHaveReceived('campaigns.create', sent)
    const refusal = 'toHaveReceived: name is a regular expression: use expect.stringMatching(/Spr/)'
    expect(failing({ name: /Spr/ })).toThrow(refusal)
    expect(() => expect(mock).not.toHaveReceived('campaigns.create', { name: /Spr/ } as object)).toThrow(refusal)
    expect(failing(expect.objectContaining({ name: /Spr/ }))).toThrow('with ObjectContaining {"name":/Spr/}.')
  })

  test('says what is another in the request that comes nearest', async ({ mock }) => {
    await createCampaign('Spring')
    await createCampaign('Autumn')
    expect(() =>
      expect(mock).toHaveReceived('campaigns.create', { name: 'Autumn', status: 'closed', timezone: 'UTC' }),
    ).toThrow(
      /\nIn the nearest of them,\n {2}status is "active", and not "closed"\n {2}timezone is missing: a request has name, .*status[^\n]*$/,
    )
  })

  test('says what came that should not have come', async ({ mock }) => {
    await listCampaigns()
    expect(() => expect(mock).not.toHaveReceived('campaigns.list')).toThrow(
      'Expected the mock not to have received campaigns.list.\nIt received campaigns.list 1 time:\n  GET /api/campaigns → 200',
    )
  })

  test('says where a request said nothing at all', async ({ mock }) => {
    await listCampaigns()
    expect(() => expect(mock).toHaveReceived('campaigns.list', { search: 'spring' })).toThrow(
      'search is missing: a request has nothing',
    )
  })

  test('says nothing of what differs where there is nothing to compare', async ({ mock }) => {
    await listCampaigns()
    expect(() => expect(mock).toHaveReceived('orders.create', { status: 'busy' })).toThrow(
      /It received only:\n {2}GET \/api\/campaigns → 200$/,
    )
  })

  test('says what to look at when nothing came', ({ mock }) => {
    expect(() => expect(mock).toHaveReceived('campaigns.list')).toThrow(
      'It received nothing. Does the code under test use the base URL of the mock, and is the mock listening?',
    )
  })

  test('refuses operations that do not exist, and what is no mock', ({ mock }) => {
    // @ts-expect-error no such operation
    expect(() => expect(mock).toHaveReceived('campaign.list')).toThrow(
      'There is no operation "campaign.list"; did you mean campaigns.list? The operations are campaigns.list,',
    )
    // @ts-expect-error no operation
    expect(() => expect(mock).toHaveReceived()).toThrow('There is no operation undefined; the operations are campaigns')
    expect(() => expect({}).toHaveReceived('campaigns.list')).toThrow('toHaveReceived is for a mock')
  })

  test('refuses what no request of the operation says, in its path, its query or its body', ({ mock }) => {
    expect(() => expect(mock).not.toHaveReceived('campaigns.list', { serch: 'x' } as object)).toThrow(
      /^toHaveReceived: serch is not a known field; did you mean search\? Known are search, status, page, limit$/,
    )
    expect(() =>
      expect(mock).not.toHaveReceived('orders.create', { uuid: 'c', record: { frstName: 'Ada' } } as object),
    ).toThrow(
      /^toHaveReceived: record\.frstName is not a known field; did you mean firstName\? Known are .*phoneNumber/,
    )
    expect(() => expect(mock).not.toHaveReceived('orders.associate', null as never)).toThrow(
      new TypeError('toHaveReceived: what is expected must be an object, with any part of it; received null'),
    )
    expect(mock).not.toHaveReceived('orders.create', { uuid: 'c', record: { parameters: { anything: { goes: 1 } } } })
    expect(mock).not.toHaveReceived('orders.create', { record: expect.objectContaining({ anything: 1 }) })
    expect(mock).not.toHaveReceived('records.list', undefined)
  })
})

describe('toHaveReceivedTimes', () => {
  test('counts', async ({ mock }) => {
    expect(mock).toHaveReceivedTimes('campaigns.list', 0)
    await listCampaigns()
    await listCampaigns()
    expect(mock).toHaveReceivedTimes('campaigns.list', 2)
    expect(() => expect(mock).not.toHaveReceivedTimes('campaigns.list', 2)).toThrow(
      'Expected the mock not to have received campaigns.list 2 times.\n',
    )
    expect(() => expect(mock).toHaveReceivedTimes('campaigns.list', 1)).toThrow(
      'Expected the mock to have received campaigns.list 1 time.\nIt received campaigns.list 2 times:',
    )
  })
})

test.for([['1'], [1.5], [-1], [Number.NaN], [undefined]])(
  'toHaveReceivedTimes refuses %j, which is no number of times',
  ([times], { mock }) => {
    expect(() => expect(mock).not.toHaveReceivedTimes('campaigns.list', times as number)).toThrow(
      /^toHaveReceivedTimes: times must be a whole number of 0 or more; received /,
    )
  },
)

describe('toHaveCampaign, toHaveRecord and toHaveOrder', () => {
  test('refuse what is no part of a row, also where there are no rows', ({ mock }) => {
    expect(() => expect(mock).not.toHaveCampaign({ nmae: 'Spring' } as object)).toThrow(
      /^toHaveCampaign: nmae is not a known field; did you mean name\? Known are uuid, name,/,
    )
    expect(() => expect(mock).not.toHaveRecord({ phone: '+14155550100' } as object)).toThrow(
      /^toHaveRecord: phone is not a known field; did you mean phoneNumber\?/,
    )
    expect(() => expect(mock).not.toHaveOrder({ stauts: 'busy' } as object)).toThrow(
      /^toHaveOrder: stauts is not a known field; did you mean status\? Known are .*, record, campaign$/,
    )
    expect(() =>
      expect(mock).not.toHaveOrder({ record: { frstName: 'Ada' }, campaign: { schedule: { mo: null } } } as object),
    ).toThrow(
      /^toHaveOrder: record\.frstName is not .*; campaign\.schedule\.mo is not a known field; did you mean mon\?/,
    )
    expect(mock).not.toHaveRecord({ parameters: { anything: { goes: 1 } } })
    expect(mock).not.toHaveOrder(expect.objectContaining({ anything: 1 }))
  })

  test.for([[undefined], [null], ['Spring'], [[]]])('refuse %j', ([expected], { mock }) => {
    const refusal =
      /: what is expected must be an object, with any part of it; received (undefined|null|"Spring"|\[\])$/
    expect(() => expect(mock).not.toHaveCampaign(expected as object)).toThrow(refusal)
    expect(() => expect(mock).not.toHaveRecord(expected as object)).toThrow(refusal)
    expect(() => expect(mock).not.toHaveOrder(expected as object)).toThrow(refusal)
  })

  test('find rows that are like what is expected', async ({ mock }) => {
    const { uuid } = await createCampaign('Spring')
    await createOrder(uuid, ada)
    expect(mock).toHaveCampaign({ name: 'Spring', status: 'active' })
    expect(mock).toHaveRecord({ phoneNumber: ada.phoneNumber, email: null })
    expect(mock).toHaveOrder({ status: 'planned', campaignUuid: uuid })
    expect(mock).toHaveOrder({ record: { firstName: 'Ada' }, campaign: { name: 'Spring' } })
    expect(mock).not.toHaveOrder({ status: 'busy' })
    expect(mock).not.toHaveRecord({ firstName: 'Grace' })
  })

  test('show the only row there is', async ({ mock }) => {
    await createCampaign('Spring')
    expect(() => expect(mock).toHaveCampaign({ name: 'Autumn' })).toThrow(
      /There is 1 campaign; nearest:\n.*"name":"Spring"/,
    )
  })

  test('show the nearest rows', async ({ mock }) => {
    await createCampaign('Spring')
    await createCampaign('Autumn')
    expect(() => expect(mock).toHaveCampaign({ name: 'Autumn', status: 'paused' })).toThrow(
      /There are 2 campaigns; nearest:\n.*"name":"Autumn","status":"active"/,
    )
    expect(() => expect(mock).not.toHaveCampaign({ name: 'Autumn' })).toThrow(
      'Expected the mock not to have a campaign like {"name":"Autumn"}, but it has {',
    )
    expect(() => expect(mock).toHaveOrder({ status: 'busy' })).toThrow('There are 0 orders.')
  })
})

describe('a journal that has dropped requests', () => {
  test.override({ journal: 2 })

  test('is named where the dropped ones matter', async ({ mock }) => {
    await fetch('http://callcamp.ai/api/records')
    for (let index = 0; index < 3; index += 1) await listCampaigns()
    expect(mock).toHaveReceived('campaigns.list')
    expect(mock).not.toHaveReceivedTimes('campaigns.list', 1)
    expect(mock).not.toHaveReceivedTimes('campaigns.list', 5)
    const message =
      'cannot tell: the journal has dropped the oldest 2 requests. Give the mock a larger journal, as in journal: 20, or call mock.requests.clear() before what you test'
    expect(() => expect(mock).not.toHaveReceived('records.list')).toThrow(`toHaveReceived ${message}`)
    expect(() => expect(mock).toHaveReceived('records.list')).toThrow(`toHaveReceived ${message}`)
    expect(() => expect(mock).toHaveReceivedTimes('campaigns.list', 3)).toThrow(`toHaveReceivedTimes ${message}`)
    expect(() => expect(mock).not.toHaveReceivedTimes('campaigns.list', 2)).toThrow(`toHaveReceivedTimes ${message}`)
  })

  test('is clear again after clear()', async ({ mock }) => {
    for (let index = 0; index < 3; index += 1) await listCampaigns()
    mock.requests.clear()
    expect(mock).not.toHaveReceived('campaigns.list')
  })
})

describe('a journal that is off', () => {
  test.override({ journal: 0 })

  test('is named once a request came', async ({ mock }) => {
    expect(mock).not.toHaveReceived('campaigns.list')
    await listCampaigns()
    const message = 'needs the journal, which keeps no requests with the option journal: 0. Leave this option out'
    expect(() => expect(mock).toHaveReceived('campaigns.list')).toThrow(`toHaveReceived ${message}`)
    expect(() => expect(mock).not.toHaveReceived('campaigns.list')).toThrow(`toHaveReceived ${message}`)
    expect(() => expect(mock).toHaveReceivedTimes('campaigns.list', 1)).toThrow(`toHaveReceivedTimes ${message}`)
  })
})
