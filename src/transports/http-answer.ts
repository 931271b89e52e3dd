import { type ServerResponse, validateHeaderName, validateHeaderValue } from 'node:http'
import { json, type MockAnswer } from '../engine/exchange.ts'

/** From answers to bytes on a socket: good ones, and those that are meant to go wrong. */

/** Headers as Node takes them fastest: names and values by turns. */
export type HeaderList = readonly string[]

/** What the framing of an answer is made of is the transport's business. */
const ownHeaders = new Set(['content-length', 'transfer-encoding', 'connection', 'keep-alive'])

const jsonHead: HeaderList = Object.entries(json).flat()

/** Writes head and body at once. */
export function writeAnswer(response: ServerResponse, answer: MockAnswer, extra: HeaderList): void {
  const { status, body } = answer
  const head = [...(answer.headers === json ? jsonHead : toList(answer.headers)), ...extra]
  if (body === undefined) {
    if (status !== 204 && status !== 304) head.push('content-length', '0')
    response.writeHead(status, head).end()
    return
  }
  const length = Buffer.byteLength(body)
  head.push('content-length', String(length))
  response.writeHead(status, head)
  if (answer.failure === 'truncated') breakOff(response, body)
  // Where every character is one byte of UTF-8, the text is ASCII: copied as it is, it costs a fraction of being encoded.
  else response.end(body, length === body.length ? 'latin1' : 'utf8')
}

/** Half of what was announced, then nothing more. */
function breakOff(response: ServerResponse, body: string): void {
  const bytes = Buffer.from(body)
  response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy())
}

function toList(headers: Readonly<Record<string, string>>): string[] {
  const list: string[] = []
  for (const [name, value] of Object.entries(headers)) if (!ownHeaders.has(name) && isValid(name, value)) list.push(name, value)
  return list
}

/** Whoever injects a fault may ask for headers that HTTP can't carry. */
function isValid(name: string, value: string): boolean {
  try {
    validateHeaderName(name)
    validateHeaderValue(name, value)
    return true
  } catch {
    return false
  }
}
