// One file of tests, which runs unchanged in every place: `#test` is the only thing that differs.
import { expect, test } from '#test'

test('a campaign that was added is in the list', async ({ app }) => {
  await app.add('Spring')
  await app.add('Summer')
  expect(await app.names()).toEqual(['Summer', 'Spring'])
})

test('every test starts with nothing', async ({ app }) => {
  expect(await app.total()).toBe(0)
})

test('a scenario fills the list', async ({ app, mock }) => {
  await mock.load('demo')
  expect(await app.total()).toBe(15)
})

test('a campaign that was removed is gone', async ({ app }) => {
  await app.add('Spring')
  await app.remove('Spring')
  expect(await app.names()).toEqual([])
})

test('calls are made as time passes', async ({ app, mock }) => {
  await app.add('Spring')
  await app.invite('Spring', '+14155550100', '+14155550101')
  expect(await app.statuses('Spring')).toEqual(['planned', 'planned'])
  await app.start('Spring')
  await mock.advance('3d')
  expect(await app.statuses('Spring')).not.toContain('planned')
})

test('a refusal tells what is wrong', async ({ app }) => {
  await expect(app.add('')).rejects.toThrow('1 field needs attention')
})

test('an answer that fails is shown, and the next one works', async ({ app, mock }) => {
  await mock.fail({ operation: 'campaigns.list', status: 503, body: { message: 'Down for maintenance' }, times: 1 })
  await expect(app.names()).rejects.toThrow('Down for maintenance')
  expect(await app.names()).toEqual([])
})

test('the mock knows what the application asked', async ({ app, mock }) => {
  await app.add('Spring')
  await app.names()
  expect(await mock.asked()).toEqual(['campaigns.create', 'campaigns.list'])
})
