import { createRequire } from 'node:module'
import type * as msw from 'msw/node'
import { setupMockServer } from 'callcamp-mock/node'
import { expect, test } from 'vitest'

const require = createRequire(import.meta.url)

test('the mock does not listen after a server of another copy of msw, because it would end with that one', () => {
  // The same msw as a CommonJS module.
  const copy: typeof msw = require(require.resolve('msw/node').replace(/mjs$/, 'js'))
  copy.setupServer().listen()
  expect(() => setupMockServer().listen()).toThrow(
    /^Another msw server listens already, and its close\(\) would end this one too\. Let callcamp-mock listen first/,
  )
})
