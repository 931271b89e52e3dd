import { afterEach, expect, test } from 'vitest'
import { machine, releaseMachine } from '../mock/machine.ts'
import { main } from '../../src/commands/main.ts'
import { createMock } from '../../src/create-mock.ts'
import { realServer } from './real-server.ts'
import { fakeTerminal } from './terminal.ts'

afterEach(releaseMachine)

async function takeFrom(secondsAnAnswer: number) {
  const account = createMock({ scenario: 'empty' })
  account.db.record.createMany(500, { recordTypeUuid: null, parameters: {} })
  machine.at = 0
  const { url } = await realServer(account, (told) => {
    machine.at = (machine.at ?? 0) + secondsAnAnswer * 1_000
    return told
  })
  const { terminal, err } = fakeTerminal()
  await main(['snapshot', url], terminal)
  return err().trimEnd().split('\n')
}

test('where there is no screen, long work says now and then how far it is', async () => {
  expect(await takeFrom(4)).toEqual([
    'callcamp-mock: records: 100 of 500',
    'callcamp-mock: records: 400 of 500',
    'callcamp-mock: 0 campaigns, 500 records, 0 orders',
  ])
})

test('where there is no screen, short work says only what came of it', async () => {
  expect(await takeFrom(1)).toEqual(['callcamp-mock: 0 campaigns, 500 records, 0 orders'])
})
