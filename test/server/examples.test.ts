import { execFile, execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { root } from '../architecture/sources.ts'
import { start } from './serving.ts'

const run = promisify(execFile)

function isThere(program: string): boolean {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

describe('the life of a campaign', { timeout: 30_000 }, () => {
  test.skipIf(!isThere('python3'))('in Python, with the standard library', async () => {
    const { url, mock } = await start({ scenario: 'demo', clock: 'ticking' })
    const before = mock.db.campaign.count()
    const { stdout } = await run('python3', [join(root, 'test/examples/python/campaign.py'), url])
    expect(stdout.split('\n').map((line) => line.trim().replaceAll(/\s+/g, ' '))).toEqual([
      'Ada +14155550100 contacted',
      'Brian +14155550110 failed',
      'Carol +14155550130 contacted',
      'Dennis +14155550140 completed',
      'Edsger +14155550150 do-not-call',
      'the campaign is completed',
      'record.firstName, record.phoneNumber',
      'reset',
      '',
    ])
    expect(mock.db.campaign.count()).toBe(before)
  })

  test.skipIf(!isThere('curl'))('with curl', async () => {
    const { url, mock } = await start({ scenario: 'empty', clock: 'ticking' })
    const { stdout } = await run('sh', [join(root, 'test/examples/curl/campaign.sh'), url])
    const answers = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as object)
    expect(answers).toMatchObject([
      { status: 'planned' },
      { status: 'active' },
      { mode: 'ticking' },
      { orders: [{ status: 'contacted', record: { name: 'Ada' } }], total: 1 },
      { scenario: 'empty', counts: { campaign: 0 } },
    ])
    expect(mock.db.campaign.count()).toBe(0)
  })
})
