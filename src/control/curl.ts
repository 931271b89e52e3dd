import type { Exchange } from '../contract/events.ts'

const textOf = (body: unknown): string => (typeof body === 'string' ? body : JSON.stringify(body))

const quote = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`

/** Headers that whatever sends the request writes by itself. */
const ownHeaders = new Set(['host', 'content-length', 'connection', 'accept-encoding', 'user-agent', 'accept'])

export const headersToSend = ({ headers }: Exchange): [string, string][] =>
  Object.entries(headers).filter(([name]) => !ownHeaders.has(name) && !name.startsWith('sec-'))

/** The command that asks the same from a shell; an address without a host is one of `base`. */
export function toCurl(exchange: Exchange, base: string): string {
  const { method, url, body } = exchange
  // With -X HEAD curl waits for a body that never comes; with a body it would send POST by itself.
  const how = method === 'HEAD' ? '-I ' : method === 'GET' && body === undefined ? '' : `-X ${method} `
  return [
    `curl ${how}${quote(new URL(url, base).href)}`,
    ...headersToSend(exchange).map(([name, value]) => `-H ${quote(`${name}: ${value}`)}`),
    ...(body === undefined ? [] : [`--data-raw ${quote(textOf(body))}`]),
  ].join(' \\\n  ')
}
