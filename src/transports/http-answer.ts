import type { ServerResponse } from 'node:http'
import { json, type MockAnswer } from '../engine/exchange.ts'

/** Writes answers to a socket, including those that are meant to fail. */

/** Names and values by turns, the form that Node writes fastest. */
export type HeaderList = readonly string[]

const jsonHead: HeaderList = Object.entries(json).flat()

/** Writes the bytes of a compressed body instead of the body. */
export function writeBytes(response: ServerResponse, answer: MockAnswer, extra: HeaderList, bytes: Uint8Array): void {
  response.writeHead(answer.status, [...merged(answer.headers, extra), 'content-length', String(bytes.length)])
  response.end(bytes)
}

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
  if (answer.failure === 'truncated') truncate(response, body)
  // An ASCII text is copied, which costs a fraction of encoding it.
  else response.end(body, length === body.length ? 'latin1' : 'utf8')
}

/** Sends half of the announced body, then nothing. */
function truncate(response: ServerResponse, body: string): void {
  const bytes = Buffer.from(body)
  response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy())
}

/** Adds headers. Those of the answer win. */
function merged(headers: Readonly<Record<string, string>>, extra: HeaderList): string[] {
  const list = Object.entries(headers).flat()
  for (let index = 0; index < extra.length; index += 2) {
    const [name = '', value = ''] = extra.slice(index, index + 2)
    if (!Object.hasOwn(headers, name)) list.push(name, value)
  }
  return list
}
