import type { Duplex } from 'node:stream'
import { Problem } from '../contract/problems.ts'

/** Refuses incomplete requests. There is no response object for them, only a socket. */

const reasons: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  405: 'Method Not Allowed',
  408: 'Request Timeout',
  431: 'Request Header Fields Too Large',
}

/** Maps an error of Node's parser to a refusal. */
export function problemOf(code: string | undefined): Problem {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return new Problem(408, 'The request took too long to arrive')
  if (code === 'HPE_HEADER_OVERFLOW') return new Problem(431, 'The headers of the request are too large')
  return new Problem(400, 'This is not a request in HTTP/1.1')
}

/** Writes a refusal and closes the connection. */
export function hangUp(socket: Duplex, status: number, body: string): void {
  const head = `HTTP/1.1 ${status} ${reasons[status]}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n`
  socket.on('error', () => socket.destroy())
  socket.end(head + body, () => socket.destroy())
}
