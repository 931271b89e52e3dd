import type { ServerResponse } from 'node:http'
import { json, type MockAnswer } from '../engine/exchange.ts'

/** From answers to bytes on a socket: good ones, and those that are meant to go wrong. */

/** Headers as Node takes them fastest: names and values by turns. */
export type HeaderList = readonly string[]

const jsonHead: HeaderList = Object.entries(json).flat()

/** Writes head and body at once. */
export function writeAnswer(response: ServerResponse, answer: MockAnswer, extra: HeaderList): void {
  const { status, body } = answer
  const head = answer.headers === json ? [...jsonHead, ...extra] : merged(answer.headers, extra)
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

/** Of a header that comes on top, the answer's own takes the place. */
function merged(headers: Readonly<Record<string, string>>, extra: HeaderList): string[] {
  const list = Object.entries(headers).flat()
  for (let index = 0; index < extra.length; index += 2) {
    const [name = '', value = ''] = extra.slice(index, index + 2)
    if (!Object.hasOwn(headers, name)) list.push(name, value)
  }
  return list
}
