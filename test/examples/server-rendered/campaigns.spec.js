import { expect } from '@playwright/test'
import { useMockServer } from 'callcamp-mock/playwright'

const test = useMockServer('http://127.0.0.1:4310')

for (const name of ['Spring', 'Summer', 'Autumn', 'Winter']) {
  test(`the server renders the campaigns of this test: ${name}`, async ({ page, mock }) => {
    await mock.create('campaign', { name })
    await page.goto('/')
    await expect(page.getByRole('listitem')).toHaveText([name])
    await page.getByLabel('Name').fill(`${name} again`)
    await page.getByRole('button').click()
    await expect(page.getByRole('listitem')).toHaveText([`${name} again`, name])
    expect(await mock.requests({ operation: 'campaigns.create' })).toHaveLength(1)
  })
}

test('the server renders what the API refuses', async ({ page, mock }) => {
  await mock.addFault({ operation: 'campaigns.list', status: 503, body: { message: 'Down for maintenance' } })
  await page.goto('/')
  await expect(page.getByRole('alert')).toHaveText('Down for maintenance')
})

test('requests of the test reach the same data', async ({ page, request, mock }) => {
  await mock.create('campaign', { name: 'Spring' })
  expect(await (await page.request.get('/')).text()).toContain('Spring')
  expect(await (await request.get('/')).text()).toContain('Spring')
})
