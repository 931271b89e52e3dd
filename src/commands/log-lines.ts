import { isControlPath, readSandboxPath } from '../contract/addressing.ts'
import type { SandboxForgottenEvent } from '../control/feed.ts'
import type { LogLine } from '../transports/http-settings.ts'
import { type Paint, plain, type Style } from './terminal.ts'

/** One line for each request. */

/** An open inspector reads the control API all the time. Those requests would drown the others. */
export function isTold({ method, path }: LogLine): boolean {
  const [rest = ''] = (readSandboxPath(path)?.rest ?? path).split('?')
  return !(method === 'GET' && isControlPath(rest))
}

export function prettyLine({ time, method, path, status, ms, sandbox, warnings }: LogLine, paint: Paint): string {
  const parts = [
    paint('dim', time.slice(11, 23)),
    paint(methodStyle(method), method.padEnd(6)),
    plain(path),
    paint(statusStyle(status), status === null ? 'none' : String(status)),
    paint('dim', `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`),
    ...(sandbox === null ? [] : [paint('magenta', `[${plain(sandbox)}]`)]),
    ...warnings.map((warning) => paint('yellow', `! ${plain(warning)}`)),
  ]
  return `${parts.join(' ')}\n`
}

/** `at` is virtual time, `time` is wall-clock time. */
export function jsonLine(line: LogLine, at: string): string {
  const { time, method, path, status, ms, sandbox, warnings } = line
  return `${JSON.stringify({ type: 'request', at, time, method, path, status, ms: Math.round(ms * 1_000) / 1_000, sandbox, warnings })}\n`
}

const reasons = {
  dropped: 'it was dropped',
  idle: 'nobody used it for long',
  sandboxes: 'another needed its place',
  memory: 'the memory was full',
} as const satisfies Record<SandboxForgottenEvent['reason'], string>

/** The line for a forgotten sandbox. */
export function prettyNotice({ sandbox, reason }: SandboxForgottenEvent, paint: Paint): string {
  return `${paint('yellow', 'forgotten')} the sandbox ${plain(sandbox)} and its data: ${reasons[reason]}\n`
}

function methodStyle(method: string): Style {
  return method === 'GET' || method === 'HEAD' || method === 'OPTIONS' ? 'blue' : 'cyan'
}

function statusStyle(status: number | null): Style {
  if (status === null || status >= 500) return 'red'
  return status >= 400 ? 'yellow' : 'green'
}
