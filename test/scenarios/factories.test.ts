import { describe, expect, test, vi } from 'vitest'
import { modelNames, type Models, type ModelName, rowSchemas } from '../../src/contract/models.ts'
import { recipeCountries } from '../../src/contract/recipes.ts'
import { checkParameters, fieldTypes } from '../../src/contract/record-types.ts'
import { Factories } from '../../src/scenarios/factories.ts'
import { CampaignPast } from '../../src/scenarios/campaign-past.ts'
import { toLatin } from '../../src/scenarios/people.ts'
import { CountryFakers } from '../../src/scenarios/country-fakers.ts'
import { recordTypeTopics } from '../../src/scenarios/words.ts'
import { orderStatuses } from '../../src/contract/order-statuses.ts'
import { Random } from '../../src/world/random.ts'

const now = Date.UTC(2026, 4, 4, 8)
const factoriesOf = (seed = 1, at = now) => new Factories(new Random(seed), () => at)
const outcomeNumber = /^\+1\d{3}55501\d\d$/

/** What a mobile number of the country looks like, told independently of how it is made. */
const mobile = {
  US: /^\+1[2-9]\d\d[2-9]\d{6}$/,
  GB: /^\+447\d{9}$/,
  DE: /^\+491[567]\d{9}$/,
  FR: /^\+33[67]\d{8}$/,
  ES: /^\+346\d{8}$/,
  JP: /^\+81[789]0\d{8}$/,
  AE: /^\+9715\d{8}$/,
}
const script = {
  US: /^[\p{Script=Latin}' ]+$/u,
  GB: /^[\p{Script=Latin}' ]+$/u,
  DE: /^[\p{Script=Latin}' ]+$/u,
  FR: /^[\p{Script=Latin}' ]+$/u,
  ES: /^[\p{Script=Latin}' ]+$/u,
  JP: /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}々]+$/u,
  AE: /^[\p{Script=Arabic} ]+$/u,
}

function issuesOf<Name extends ModelName>(model: Name, row: Models[Name]) {
  return rowSchemas[model].strict().safeParse(row).error?.issues ?? []
}

describe('made-up rows', () => {
  const factories = factoriesOf()

  test.each(modelNames.filter((model) => model !== 'order' && model !== 'call'))('of %s fit their schema', (model) => {
    for (let round = 0; round < 200; round += 1) expect(issuesOf(model, factories[model]())).toEqual([])
  })

  test('of order and call fit their schema, for every status', () => {
    const campaign = factories.campaign({ uuid: 'c', createdAt: '2026-04-20T08:00:00Z', schedule: null })
    const past = new CampaignPast(campaign, now, factories, { seed: 1, simulator: {} })
    for (const status of orderStatuses) {
      for (let round = 0; round < 60; round += 1) {
        const order = factories.order({ campaignUuid: 'c', recordUuid: 'r', status, createdAt: '2026-04-20T08:00:00Z' })
        expect(issuesOf('order', order)).toEqual([])
        for (const call of past.callsOf(order, Date.parse(order.createdAt))) expect(issuesOf('call', call)).toEqual([])
      }
    }
  })

  test.each(recipeCountries)(
    'of a contact in %s have a name, a number and an email address of that country',
    (country) => {
      for (let round = 0; round < 200; round += 1) {
        const record = factories.record({ country })
        expect(record.phoneNumber).toMatch(mobile[country])
        expect(record.firstName).toMatch(script[country])
        expect(record.lastName).toMatch(script[country])
        expect(record.email).toMatch(/^[a-z]+\.[a-z]+\d{0,2}@example\.(com|org|net)$/)
      }
    },
  )

  test('have email addresses made of the names', () => {
    expect(factories.record({ country: 'DE', firstName: 'Jürgen', lastName: "O'Groß" }).email).toMatch(
      /^juergen\.ogross\d*@/,
    )
    expect(factories.record({ country: 'JP', firstName: '花子', lastName: '佐藤' }).email).toMatch(/^hanako\.sato\d*@/)
    expect(factories.record({ firstName: null, lastName: null }).email).toMatch(/^contact\d*@/)
  })

  test('never have a number that decides how a call ends', () => {
    const numbers = Array.from({ length: 20_000 }, () => factories.phoneNumber('US'))
    expect(numbers.filter((number) => outcomeNumber.test(number))).toEqual([])
    expect(outcomeNumber.test('+14155550110')).toBe(true)
  })

  test.each(recordTypeTopics)('hold parameters that fit the record type $name', (topic) => {
    for (let round = 0; round < 100; round += 1) {
      const record = factories.record({}, factories.recordType(topic))
      expect(checkParameters(topic, record.parameters, 'parameters')).toEqual([])
    }
  })

  test.each(fieldTypes)('hold %s values that fit, at the edges of time too', (type) => {
    const fields = ['birth_date', 'next', 'last_seen', 'x'].map((key) => ({
      key,
      type,
      required: true,
      options: ['a', 'b'],
    }))
    for (const at of [0, now, Date.UTC(9999, 11, 31)]) {
      const made = factoriesOf(3, at)
      for (let round = 0; round < 50; round += 1)
        expect(checkParameters({ name: 'x', fields }, made.parameters(fields, 'DE'), 'parameters')).toEqual([])
    }
  })

  test('keep a field named like a part of a prototype as data', () => {
    const parameters = factories.parameters([{ key: '__proto__', type: 'number', required: true }], 'US')
    expect(Object.keys(parameters)).toEqual(['__proto__'])
    expect(Object.getPrototypeOf(parameters)).toBe(Object.prototype)
  })

  test('keep what is given, null included', () => {
    const record = factories.record({
      firstName: null,
      lastName: 'Lovelace',
      email: null,
      country: null,
      phoneNumber: '+447700900123',
      parameters: { a: 1 },
    })
    expect(record).toMatchObject({
      firstName: null,
      lastName: 'Lovelace',
      name: 'Lovelace',
      customName: false,
      email: null,
      country: null,
      parameters: { a: 1 },
    })
  })

  test('take the country from a number that is given', () => {
    expect(factories.record({ phoneNumber: '+81901234567' }).country).toBe('JP')
    expect(factories.record({ phoneNumber: '+5511987654321' }).country).toBe(null)
  })
})

describe('chance', () => {
  test('comes from the seed: the same seed makes the same rows, another seed others', () => {
    const make = (seed: number) => {
      const factories = factoriesOf(seed)
      return JSON.stringify([factories.campaign(), factories.record(), factories.recordType(), factories.phone()])
    }
    expect(make(7)).toBe(make(7))
    expect(make(7)).not.toBe(make(8))
  })

  test('comes from the state of the streams alone: nothing is remembered in between', () => {
    const random = new Random(5)
    const factories = new Factories(random, () => now)
    const start = random.state
    const first = [factories.record(), factories.campaign()]
    random.state = start
    expect([factories.record(), factories.campaign()]).toEqual(first)
  })

  test('comes from a world’s own streams where worlds share their countryFakers', () => {
    const countryFakers = new CountryFakers()
    const [one, other] = [1, 2].map((seed) => new Factories(new Random(seed), () => now, countryFakers))
    const drawn = [one?.record(), other?.record(), one?.company('US'), other?.company('US')]
    const [alone, otherAlone] = [factoriesOf(1), factoriesOf(2)]
    expect(drawn).toEqual([alone.record(), otherAlone.record(), alone.company('US'), otherAlone.company('US')])
  })

  test('is never the machine’s', () => {
    const chance = vi.spyOn(Math, 'random')
    const time = vi.spyOn(Date, 'now')
    const factories = factoriesOf()
    factories.record()
    factories.campaign()
    expect(chance).not.toHaveBeenCalled()
    expect(time).not.toHaveBeenCalled()
    vi.restoreAllMocks()
  })
})

describe('the calls of an order', () => {
  const factories = factoriesOf(9)
  const rounds = Array.from({ length: 100 }, (_, index) => index)
  const order = (status: (typeof orderStatuses)[number], createdAt = '2026-04-20T08:00:00Z') =>
    factories.order({ campaignUuid: 'c', recordUuid: 'r', status, createdAt })
  const campaign = factories.campaign({ uuid: 'c', createdAt: '2026-04-20T08:00:00Z', schedule: null })
  const callsOf = (one: ReturnType<typeof order>) =>
    new CampaignPast(campaign, now, factories, { seed: 1, simulator: {} }).callsOf(one, Date.parse(one.createdAt))

  test('lie between its creation and now, one after the other', () => {
    for (const status of orderStatuses) {
      for (const _ of rounds) {
        const calls = callsOf(order(status, '2026-05-04T07:30:00Z'))
        const moments = calls.flatMap(({ startedAt, endedAt }) => [startedAt, endedAt ?? startedAt])
        expect(moments).toEqual(moments.toSorted())
        expect(moments.every((moment) => moment >= '2026-05-04T07:30:00Z' && moment <= '2026-05-04T08:00:00Z')).toBe(
          true,
        )
        expect(calls.map((call) => call.attempt)).toEqual(calls.map((_, index) => index + 1))
      }
    }
  })

  test.each(['contacted', 'completed', 'busy', 'no-answer', 'do-not-call'] as const)(
    'end with %s where the order stands there',
    (status) => {
      for (const _ of rounds) expect(callsOf(order(status)).at(-1)).toMatchObject({ outcome: status })
    },
  )

  test('go on while the order is calling', () => {
    for (const _ of rounds) expect(callsOf(order('calling')).at(-1)).toMatchObject({ outcome: null, endedAt: null })
  })

  test.each(['registered', 'planned', 'scheduled'] as const)('are none while it is %s', (status) => {
    expect(callsOf(order(status))).toEqual([])
  })
})

test('letters of email addresses are plain', () => {
  expect(['Jürgen', 'Weiß', 'Yılmaz', 'Étienne', 'Muñoz', 'Søren', '佐藤'].map(toLatin)).toEqual([
    'juergen',
    'weiss',
    'yilmaz',
    'etienne',
    'munoz',
    'soren',
    '',
  ])
})
