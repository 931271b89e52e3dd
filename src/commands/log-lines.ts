import type { LogLine } from '../transports/http.ts'
import { type Paint, plain, type Style } from './terminal.ts'

/** One line for each request. */

/** An inspector that is open looks every moment: what only reads from the control API would drown the rest. */
export function isTold({ method, path }: LogLine): boolean {
  return !(method === 'GET' && /^(?:\/~[^/]*)?\/__mock(?:[/?]|$)/.test(path))
}

export function prettyLine({ method, path, status, ms, sandbox, warnings }: LogLine, paint: Paint): string {
  const parts = [
    paint(methodStyle(method), method.padEnd(6)),
    plain(path),
    paint(statusStyle(status), status === null ? 'none' : String(status)),
    paint('dim', `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`),
    ...(sandbox === null ? [] : [paint('magenta', `[${plain(sandbox)}]`)]),
    ...warnings.map((warning) => paint('yellow', `! ${plain(warning)}`)),
  ]
  return `${parts.join(' ')}\n`
}

/** `at` is virtual time, as everywhere. */
export function jsonLine(line: LogLine, at: string): string {
  const { method, path, status, ms, sandbox, warnings } = line
  return `${JSON.stringify({ type: 'request', at, method, path, status, ms: Math.round(ms * 1_000) / 1_000, sandbox, warnings })}\n`
}

function methodStyle(method: string): Style {
  return method === 'GET' || method === 'HEAD' || method === 'OPTIONS' ? 'blue' : 'cyan'
}

function statusStyle(status: number | null): Style {
  if (status === null || status >= 500) return 'red'
  return status >= 400 ? 'yellow' : 'green'
}
