import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { explore } from 'callcamp-mock/explore'
import { test as mockTest } from 'callcamp-mock/vitest'
import { afterAll, expect, test } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'callcamp-mock-coverage-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const operation = (id: string) => explore.coverage().operations.find((one) => one.operation === id)

explore.coverage({ folder })

mockTest('an ordinary test reaches something', async ({ mock }) => {
  mock.faults.add({ operation: 'campaigns.get', networkError: true, after: true, times: 1 })
  const { uuid } = mock.db.campaign.create({ status: 'paused' })
  await fetch(`http://callcamp.ai/api/campaigns/${uuid}`).catch(() => {})
  expect((await fetch(`http://callcamp.ai/api/campaigns/${uuid}`)).status).toBe(200)
})

test('ordinary tests count, with the faults that struck them', () => {
  expect(operation('campaigns.get')?.reached).toEqual(
    expect.arrayContaining(['a row that is paused', 'answers 200', 'fault: answer-lost']),
  )
  expect(operation('campaigns.get')?.missed).toContain('a row that is archived')
})

test('searches count', async () => {
  const ask = () => fetch('http://callcamp.ai/api/records?page=2')
  await explore({ worlds: 1, print: false }, ask)
  expect(operation('records.list')?.reached).toContain('page: past')
})

test('the folder has it as text, as JSON and as a page', () => {
  expect(readdirSync(folder)).toEqual(expect.arrayContaining(['coverage.html', 'coverage.json', 'coverage.txt']))
  expect(JSON.parse(readFileSync(join(folder, 'coverage.json'), 'utf8'))).toEqual(explore.coverage().operations)
  expect(readFileSync(join(folder, 'coverage.txt'), 'utf8')).toContain('records.list: answers 200, page: past')
  expect(readFileSync(join(folder, 'coverage.html'), 'utf8')).toContain('<th scope="row">records.delete</th><td>–</td>')
})

test('an option that is misspelt is named', () => {
  expect(() => explore.coverage({ folders: 'x' } as object)).toThrow('folders is not an option')
})
