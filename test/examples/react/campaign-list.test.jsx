import React from 'react'
import { cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { test } from 'callcamp-mock/vitest'
import { afterEach, expect } from 'vitest'
import { CampaignList } from './campaign-list'

afterEach(cleanup)

test('shows the campaigns there are', async ({ mock }) => {
  mock.db.campaign.create({ name: 'Spring' })
  render(<CampaignList />)
  expect(screen.getByText('Loading …')).toBeTruthy()
  expect((await screen.findByRole('listitem')).textContent).toBe('Spring')
})

test('adds a campaign', async ({ mock }) => {
  render(<CampaignList />)
  await userEvent.type(screen.getByLabelText('Name'), 'Summer')
  await userEvent.click(screen.getByRole('button', { name: 'Add' }))
  expect((await screen.findByRole('listitem')).textContent).toBe('Summer')
  expect(mock).toHaveReceived('campaigns.create', { name: 'Summer' })
})

test('says when the API is down', async ({ mock }) => {
  mock.faults.add({
    operation: 'campaigns.list',
    status: 503,
    body: { success: false, message: 'Down for maintenance' },
  })
  render(<CampaignList />)
  expect((await screen.findByRole('alert')).textContent).toBe('Down for maintenance')
})
