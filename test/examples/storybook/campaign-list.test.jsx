import { afterEach, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { Demo, Down, Empty, One } from './campaign-list.stories'

afterEach(() => document.body.replaceChildren())

test('a story begins with nothing', async () => {
  await Empty.run()
  await expect.element(page.getByText('No campaigns yet')).toBeVisible()
})

test('a story names its scenario', async () => {
  await Demo.run()
  await expect.element(page.getByRole('listitem').nth(9)).toBeVisible()
})

test('a story makes its own data', async () => {
  await One.run()
  await expect.element(page.getByRole('listitem')).toHaveTextContent('Spring')
})

test('a story shows what goes wrong', async () => {
  await Down.run()
  await expect.element(page.getByRole('alert')).toHaveTextContent('Down for maintenance')
})

test('a story that follows begins with its own data again', async () => {
  await One.run()
  await Empty.run()
  await expect.element(page.getByText('No campaigns yet')).toBeVisible()
})
