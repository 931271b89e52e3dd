// From nothing to the first answer: as a process, and as a test file under vitest.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { median } from '../measure.mjs'
import { timeScript } from '../processes.mjs'

const cold = resolve(import.meta.dirname, '../cold')
const sides = ['ours', 'limit']

export async function measureColdProcess({ full }) {
  const times = { ours: [], limit: [] }
  for (let round = -1; round < (full ? 21 : 7); round += 1) {
    for (const side of round % 2 === 0 ? sides : sides.toReversed()) {
      const ms = await timeScript([join(cold, `${side}.mjs`)])
      if (round >= 0) times[side].push(ms)
    }
  }
  return { 'cold start, 50 faker rows, as a process': { ours: median(times.ours), limit: median(times.limit) } }
}

/** The life of vitest's worker process, from its start to the end of the file's only test. */
export async function measureColdVitest({ full }) {
  const folder = mkdtempSync(join(tmpdir(), 'callcamp-bench-'))
  const times = { ours: [], limit: [] }
  const vitest = resolve(import.meta.dirname, '../../../node_modules/vitest/vitest.mjs')
  try {
    for (let round = -1; round < (full ? 9 : 5); round += 1) {
      for (const side of round % 2 === 0 ? sides : sides.toReversed()) {
        const file = join(folder, `${side}.txt`)
        await timeScript([vitest, 'run', '--config', join(cold, 'vitest.config.mjs'), `${side}.cold.mjs`], {
          cwd: cold,
          env: { ...process.env, BENCH_RESULT: file },
        })
        if (round >= 0) times[side].push(Number(readFileSync(file, 'utf8')))
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  return { 'cold start, 50 faker rows, as a vitest file': { ours: median(times.ours), limit: median(times.limit) } }
}
