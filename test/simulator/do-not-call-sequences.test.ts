import * as fc from '../fast-check.ts'
import { expect, test } from 'vitest'
import { actions, play, scenario } from './do-not-call-actions.ts'

test('no sequence of actions leads to a call to a number that an order forbids', async () => {
  await fc.assert(
    fc.asyncProperty(scenario, actions, async (start, sequence) => {
      expect(await play(start, sequence)).toEqual([])
    }),
    { numRuns: 60 },
  )
})
