import { expect } from '@playwright/test'
import { test } from 'callcamp-mock/playwright'

test('shows the campaigns there are', async ({ page, mock }) => {
  mock.db.campaign.create({ name: 'Spring' })
  await page.goto('/')
  await expect(page.getByRole('listitem')).toHaveText(['Spring'])
})

test('adds a campaign', async ({ page, mock }) => {
  await page.goto('/')
  await expect(page.getByRole('status')).toHaveText('0 campaigns')
  await page.getByRole('button').click()
  await expect(page.getByRole('listitem')).toHaveText(['Summer'])
  expect(mock.requests.last({ operation: 'campaigns.create' })?.body).toMatchObject({ name: 'Summer' })
})

test.describe('when the API is down', () => {
  test('says so', async ({ page, mock }) => {
    mock.faults.add({ status: 503, body: { success: false, message: 'Down for maintenance' } })
    await page.goto('/')
    await expect(page.getByRole('status')).toHaveText('Down for maintenance')
  })
})

test.describe('with the demo data', () => {
  test.use({ scenario: 'demo' })

  test('shows a page of campaigns', async ({ page }) => {
    await page.goto('/')
    await expect(page.getByRole('listitem').first()).toBeVisible()
  })
})
