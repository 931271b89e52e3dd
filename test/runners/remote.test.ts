import { describe, expect, test } from 'vitest'
import { connect } from '../../src/runners/remote.ts'
import { start } from '../server/serving.ts'

/** A sandbox of a server, driven from afar. */

describe('a remote mock', () => {
  test('has its own data, and drops them', async () => {
    const { url, mock } = await start()
    const [one, two] = [connect(`${url}/`, 'one'), connect(url, 'two')]
    const { uuid } = await one.create('campaign', { name: 'Spring' })
    await one.update('campaign', uuid, { name: 'Summer' })
    await two.create('record')
    expect((await one.snapshot()).campaigns).toMatchObject([{ name: 'Summer' }])
    expect((await two.snapshot()).campaigns).toEqual([])
    await one.drop()
    expect([...mock.sandboxes.keys()]).toEqual(['two'])
  })

  test('moves its time by a moment of any kind', async () => {
    const { url } = await start()
    const mock = connect(url, 'one')
    await mock.setClock(new Date('2027-01-01T00:00:00Z'))
    expect((await mock.snapshot()).now).toBe('2027-01-01T00:00:00Z')
    await mock.setClock('2027-02-01T00:00:00Z')
    await mock.advance('1h')
    expect((await mock.snapshot()).now).toBe('2027-02-01T01:00:00Z')
  })

  test('starts over without a word of what, and picks requests', async () => {
    const { url } = await start()
    const mock = connect(url, 'one')
    await mock.create('campaign')
    await mock.reset()
    expect((await mock.snapshot()).campaigns).toEqual([])
    await mock.fetch('/api/campaigns', { headers: { 'x-mine': '1' } })
    await mock.fetch('/api/records')
    expect((await mock.requests()).map(({ operation }) => operation)).toEqual(['campaigns.list', 'records.list'])
    expect(await mock.requests({ operation: 'campaigns.list' })).toMatchObject([{ headers: { 'x-mine': '1' } }])
  })

  test('says what was refused, and why', async () => {
    const { url } = await start()
    const mock = connect(url, 'one')
    await expect(mock.reset({ scenario: 'demoo' })).rejects.toThrow(
      /^The mock server refused POST \/__mock\/reset with 400: .*did you mean/,
    )
    await expect(mock.update('campaign', 'no/where', {})).rejects.toThrow(
      'The mock server refused PATCH /__mock/db/campaign/no%2Fwhere with 404',
    )
  })

  test.each([
    ['http://127.0.0.1:9', '9'],
    ['http://nowhere.invalid', '3000'],
  ])('says how to start a server where there is none, at %s', async (url, port) => {
    await expect(connect(url, 'one').check()).rejects.toThrow(
      `No mock server at ${url}. Start one with: npx callcamp-mock --port ${port}`,
    )
  })

  test.each([undefined, '', 'localhost:3000', 'file:///tmp', 'http://'])(
    'says what an address is when %j is none',
    (url) => {
      expect(() => connect(url as string, 'one')).toThrow(
        new TypeError(
          `The address of a mock server must be a URL such as 'http://localhost:3000'; received ${JSON.stringify(url) ?? 'undefined'}`,
        ),
      )
    },
  )

  test('takes what is left undefined for not given, and no moment that is none', async () => {
    const { url } = await start()
    const mock = connect(`${url}//`, 'one')
    await mock.fetch('/api/campaigns')
    expect(await mock.requests({ operation: 'campaigns.list', status: undefined })).toHaveLength(1)
    await expect(mock.setClock(new Date(NaN))).rejects.toThrow(/^Not a moment between 1970 and 9999: an invalid date/)
  })

  test('finds a server that is there', async () => {
    const { url } = await start()
    await expect(connect(url, 'one').check()).resolves.toBeUndefined()
  })
})
