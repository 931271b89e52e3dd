import { version } from '../contract/version.ts'
import type { Mock } from '../mock.ts'
import type { Served } from '../serving/serve.ts'
import { rowCounts } from './counts.ts'
import type { Paint } from './terminal.ts'

/** What a person wants to know when the server has started. */

export interface BannerFacts {
  /** Whether there is a control API. */
  readonly control: boolean
  readonly watched: string | undefined
  /** Whether others than this machine can reach it. */
  readonly isPublic: boolean
}

export function countsOf({ db }: Mock): string {
  return rowCounts(db.campaign.count(), db.record.count(), db.order.count())
}

export function banner({ url, mock }: Served, { control, watched, isPublic }: BannerFacts, paint: Paint): string {
  const { edition, scenario, seed } = mock.info
  const { mode, speed } = mock.clock.settings
  const rows: (readonly [name: string, value: string])[] = [['API', paint('cyan', `${url}/api`)]]
  if (control) rows.push(['Inspector', paint('cyan', `${url}/__mock/`)])
  rows.push(
    ['OpenAPI', paint('cyan', `${url}/openapi.json`)],
    ['Scenario', `${scenario}, seed ${seed}: ${countsOf(mock)}`],
    [
      'Clock',
      `${mock.clock.now()}, ${mode === 'frozen' ? 'standing still' : `ticking${speed === 1 ? '' : `, ${speed} s a second`}`}`,
    ],
  )
  if (watched !== undefined) rows.push(['Watching', watched])
  const lines = rows.map(([name, value]) => `  ${paint('dim', name.padEnd(10))} ${value}`)
  const warning =
    isPublic && control
      ? [
          `  ${paint('yellow', 'Everybody who can reach this address can use the control API; --no-control switches it off.')}`,
        ]
      : []
  return `\n  ${paint('bold', `callcamp-mock ${version}`)} ${paint('dim', `${edition} edition`)}\n\n${[...lines, ...warning].join('\n')}\n\n`
}

/** The same for programs. */
export function jsonBanner({ url, host, port, mock }: Served): string {
  const { edition, scenario, seed } = mock.info
  return `${JSON.stringify({ type: 'start', version, url, host, port, edition, scenario, seed, at: mock.clock.now(), clock: mock.clock.settings })}\n`
}
