import React from 'react'
import { composeStories, setProjectAnnotations } from '@storybook/react-vite'
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, beforeAll, expect, test } from 'vitest'
import preview from './.storybook/preview'
import * as stories from './campaign-list.stories'

const annotations = setProjectAnnotations([preview])
const { Empty, Demo, One, Down } = composeStories(stories)

beforeAll(annotations.beforeAll)
afterEach(cleanup)

test('a story begins with nothing', async () => {
  await Empty.run()
  expect(await screen.findByText('No campaigns yet')).toBeTruthy()
})

test('a story names its scenario', async () => {
  await Demo.run()
  expect((await screen.findAllByRole('listitem')).length).toBeGreaterThan(1)
})

test('a story makes its own data', async () => {
  await One.run()
  expect((await screen.findByRole('listitem')).textContent).toBe('Spring')
})

test('a story shows what goes wrong', async () => {
  await Down.run()
  expect((await screen.findByRole('alert')).textContent).toBe('Down for maintenance')
})

test('stories on one page keep their data apart', async () => {
  await Promise.all([Empty.load(), One.load(), Demo.load()])
  render(
    <>
      <Empty />
      <One />
    </>,
  )
  expect(await screen.findByText('No campaigns yet')).toBeTruthy()
  expect((await screen.findAllByRole('listitem')).map((item) => item.textContent)).toEqual(['Spring'])
})
