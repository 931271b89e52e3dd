import { controlPath } from '../contract/addressing.ts'
import { version } from '../contract/version.ts'
import type { Mock } from '../mock.ts'
import type { Served } from '../serving/serve.ts'
import type { ServerSettings } from '../serving/settings.ts'
import { rowCounts } from './counts.ts'
import type { Paint } from './terminal.ts'

/** The text that people see when the server has started. */

export interface BannerFacts {
  /** Whether there is a control API. */
  readonly control: boolean
  readonly watched: string | undefined
  /** Whether other machines can reach the server. */
  readonly isPublic: boolean
}

export function countsOf({ db }: Mock): string {
  return rowCounts(db.campaign.count(), db.record.count(), db.order.count())
}

export function banner(
  { url, mock, settings }: Served,
  { control, watched, isPublic }: BannerFacts,
  paint: Paint,
): string {
  const { edition, scenario, seed } = mock.info
  const { mode, speed } = mock.clock.settings
  const rows: (readonly [name: string, value: string])[] = [['API', paint('cyan', `${url}/api`)]]
  if (control) rows.push(['Inspector', paint('cyan', `${url}${controlPath}/`)])
  rows.push(
    ['OpenAPI', paint('cyan', `${url}/openapi.json`)],
    ['Scenario', `${scenario}, seed ${seed}: ${countsOf(mock)}`],
    [
      'Clock',
      `${mock.clock.now()}, ${mode === 'frozen' ? 'standing still' : `ticking${speed === 1 ? '' : `, ${speed} s a second`}`}`,
    ],
  )
  rows.push(...settingRows(settings))
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

/** The settings that differ from the defaults. */
function settingRows({ socket, baseUrl, allowHosts, auth, strict, latency, rateLimit, save }: ServerSettings) {
  const told: (readonly [string, string | undefined])[] = [
    ['Socket', socket ?? undefined],
    ['Base URL', baseUrl ?? undefined],
    ['Hosts', allowHosts.length > 0 ? allowHosts.join(', ') : undefined],
    ['Keys', auth ? 'asked for' : undefined],
    ['Bodies', strict ? 'strict' : undefined],
    ['Latency', latency ? `${JSON.stringify(latency)} ms` : undefined],
    ['Rate limit', rateLimit ? JSON.stringify(rateLimit) : undefined],
    ['Saved', [save.file, save.sandboxes].filter((path) => path !== null).join(', ') || undefined],
  ]
  return told.flatMap(([name, value]): [string, string][] => (value === undefined ? [] : [[name, value]]))
}

/** The same facts as one line of JSON, for programs. */
export function jsonBanner({ url, host, port, mock, settings }: Served): string {
  const { edition, scenario, seed } = mock.info
  const clock = { at: mock.clock.now(), clock: mock.clock.settings }
  return `${JSON.stringify({ type: 'start', version, url, host, port, edition, scenario, seed, ...clock, settings })}\n`
}
