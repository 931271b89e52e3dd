import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'

test('the page of the development server is answered by the mock', async ({ page }) => {
  await page.goto('/')
  await expect(page.getByRole('listitem')).toHaveCount(10)
})

test('a production build contains nothing of the mock', () => {
  const files = readdirSync('dist', { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  expect(files.map(({ name }) => name)).not.toContain('mockServiceWorker.js')
  for (const { name, parentPath } of files)
    expect(readFileSync(`${parentPath}/${name}`, 'utf8')).not.toMatch(/msw|mock/i)
})
