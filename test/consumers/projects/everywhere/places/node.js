import { test as base } from 'callcamp-mock/vitest'
import { createApp } from '../app.js'
import { steer } from './steer.js'

export { expect } from 'vitest'

/** msw in Node. */
export const test = base.extend('app', () => createApp()).extend('mock', ({ mock }) => steer(mock))
