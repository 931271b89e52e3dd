import { expect, test } from 'vitest'
import { seed, times } from '../random-runs.ts'
import { runProgram } from './programs.ts'

test(
  'random programs leave a mock whole, and each way to a state leads to the same future',
  async () => {
    for (let program = 0; program < 8 * times; program += 1) {
      await expect(runProgram(seed + program), `SEED=${seed + program}`).resolves.toBeUndefined()
    }
  },
  120_000 * times,
)
