// What a test or a page waits for that starts with `demo`, in processes of their own.
import { execFileSync } from 'node:child_process'
import { resolve } from 'node:path'
import { median } from '../measure.mjs'

const script = resolve(import.meta.dirname, '../cold/demo.mjs')

export async function measureDemo({ quick }) {
  const runs = Array.from({ length: quick ? 3 : 9 }, () =>
    JSON.parse(execFileSync(process.execPath, [script], { encoding: 'utf8' })),
  )
  const of = (key) => median(runs.map((run) => run[key]))
  return {
    'createMock of demo, first in a process': { ours: of('first'), limit: of('parse') },
    'createMock of demo, again': { ours: of('again'), limit: of('parseAgain') },
  }
}
