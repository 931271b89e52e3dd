import { expect, test } from '@playwright/test'
import { explore, ExploreError } from 'callcamp-mock/explore'
import { routeToMock } from 'callcamp-mock/playwright'
import { brokenPage, fixedPage } from './app.js'

const app = 'http://app.test/'

/** Opens the app in each world, with timers that the search moves. */
async function search(context, html, options) {
  let page
  return explore(
    {
      print: false,
      vary: { time: false, calls: false, others: false },
      timers: { advance: (ms) => page?.clock.runFor(ms) },
      ...options,
    },
    async ({ mock, troubles }) => {
      const opened = await context.newPage()
      try {
        await opened.route(app, (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body: html }))
        await routeToMock(opened, mock)
        await opened.clock.install({ time: mock.clock.ms() })
        page = opened
        await opened.goto(app)
        const status = opened.getByRole('status')
        await expect(status).not.toHaveText('Loading …', { timeout: 60_000 })
        const text = await status.textContent()
        if (troubles.length === 0 || text !== 'The API is not available')
          expect(text).toBe(`${mock.db.campaign.count()} campaigns`)
      } finally {
        page = undefined
        await opened.close()
      }
    },
  )
}

test('a search finds the page that is forgotten', async ({ context }) => {
  const found = await search(context, brokenPage, { worlds: 30 }).catch((error) => error)
  expect(found).toBeInstanceOf(ExploreError)
  expect(found.path).toBe('campaigns=11')
})

test('a search leaves the repaired page alone, and moves its timers', async ({ context }) => {
  const vary = { data: { only: ['campaigns'] }, time: false, calls: false, others: false }
  const { worlds, transitions } = await search(context, fixedPage, { worlds: 20, vary })
  expect(worlds).toBe(20)
  expect(transitions.map(({ fault }) => fault)).toContain('unavailable')
})
