import { afterEach, describe, expect, test, vi } from 'vitest'
import { main } from '../../src/commands/main.ts'
import { editions } from '../../src/contract/editions.ts'
import { start } from '../server/serving.ts'
import { address, type Drift, driftingFetch, readDrifts, smallAccount, writeDrifts } from './drifts.ts'
import { fakeTerminal } from './terminal.ts'

// Some hundred requests each.

afterEach(() => {
  vi.restoreAllMocks()
})

async function check(url: string, ...flags: string[]) {
  const { terminal, out, err } = fakeTerminal()
  const code = await main(['check', url, '--json', ...flags], terminal)
  const { operations } = JSON.parse(out()) as Report
  const findings = operations.flatMap(({ operation, findings }) =>
    findings.map(({ kind, at }) => `${operation} ${kind} ${at}`.trim()),
  )
  return { code, findings, err: err() }
}

interface Report {
  readonly operations: readonly {
    readonly operation: string
    readonly findings: readonly { readonly kind: string; readonly at: string }[]
  }[]
}

function checkDrift(drift: Pick<Drift, 'ask' | 'answer'>, ...flags: string[]) {
  vi.spyOn(globalThis, 'fetch').mockImplementation(driftingFetch(smallAccount('hosted'), drift))
  return check(address, '--edition', 'hosted', ...flags)
}

const agreement = { code: 0, findings: [], err: '' }

describe.each(editions)('the mock itself, in the %s edition,', (edition) => {
  test.each(['demo', 'empty', 'edge-cases', 'mid-campaign'])(
    'agrees with %s, also when it is written to, and has the same rows afterwards',
    async (scenario) => {
      const { url, mock } = await start({ edition, scenario, clock: 'ticking' })
      const rows = () => [mock.db.campaign, mock.db.record, mock.db.order].map((table) => table.count())
      const before = rows()
      expect(await check(url)).toEqual(agreement)
      expect(await check(url, '--write')).toEqual(agreement)
      expect(rows()).toEqual(before)
    },
  )
})

describe('where nothing drifts,', () => {
  test.each([[[]], [['--write']]])('check %j finds nothing', async (flags) => {
    expect(await checkDrift({}, ...flags)).toEqual(agreement)
  })
})

describe('check finds that', () => {
  test.each(readDrifts)('$name', async (drift) => {
    const { code, findings, err } = await checkDrift(drift)
    expect(findings).toContain(drift.finding)
    expect({ code, err }).toEqual({ code: 1, err: '' })
  })
})

describe('check --write finds that', () => {
  test.each([...readDrifts, ...writeDrifts])('$name', async (drift) => {
    const { code, findings } = await checkDrift(drift, '--write')
    expect(findings).toContain(drift.finding)
    expect(code).toBe(1)
  })
})
