// Requests over so many kept connections, each of them one after the other, without a client's own costs.
import { connect } from 'node:net'

/** Requests a second that a server answers within some milliseconds; `next` makes the text of a request. */
export async function loadServer(port, next, { connections, ms }) {
  let answered = 0
  let wrong = ''
  const until = performance.now() + ms
  const started = performance.now()
  await Promise.all(
    Array.from({ length: connections }, () => {
      return new Promise((resolve, reject) => {
        const socket = connect(port, '127.0.0.1')
        let held = Buffer.alloc(0)
        const ask = () => {
          if (performance.now() >= until) socket.end()
          else socket.write(next())
        }
        socket.setNoDelay(true)
        socket.once('connect', ask)
        socket.once('error', reject)
        socket.once('close', resolve)
        socket.on('data', (data) => {
          held = held.length === 0 ? data : Buffer.concat([held, data])
          const end = held.indexOf('\r\n\r\n')
          if (end === -1) return
          const head = held.toString('latin1', 0, end)
          const length = /content-length: (\d+)/i.exec(head)
          if (!head.startsWith('HTTP/1.1 2')) wrong ||= head.slice(0, head.indexOf('\r\n'))
          const complete = length
            ? held.length >= end + 4 + Number(length[1])
            : held.toString('latin1').endsWith('\r\n0\r\n\r\n')
          if (!complete) return
          held = Buffer.alloc(0)
          answered += 1
          ask()
        })
      })
    }),
  )
  if (wrong) throw new Error(`The server answered ${wrong}`)
  return (answered * 1_000) / (performance.now() - started)
}

export function toRequest({ method = 'GET', path, body, name = '' }) {
  const entity =
    body === undefined ? '' : `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n`
  return `${method} ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\nx-bench: ${name}\r\n${entity}\r\n${body ?? ''}`
}
