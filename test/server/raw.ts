import { connect, type Socket } from 'node:net'

/** HTTP by hand: what no well-behaved client sends, and what is on the wire as it is. */

export interface RawAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export class RawClient {
  readonly socket: Socket
  /** Resolves when the server has closed the connection. */
  readonly closed: Promise<void>
  /** What came and was not taken. It is joined only when it is read, as much of it may come in many pieces. */
  #chunks: Buffer[] = []
  #ended = false
  #wake: () => void = () => {}

  private constructor(socket: Socket) {
    this.socket = socket
    socket.on('data', (chunk) => {
      this.#chunks.push(chunk)
      this.#wake()
    })
    socket.on('error', () => {})
    this.closed = new Promise((resolve) => {
      socket.on('close', () => {
        this.#ended = true
        this.#wake()
        resolve()
      })
    })
  }

  static open(port: number, host = '127.0.0.1'): Promise<RawClient> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, host, () => resolve(new RawClient(socket)))
      socket.once('error', reject)
    })
  }

  send(text: string | Buffer): void {
    this.socket.write(text)
  }

  /** The next answer; null when the connection ends before one is complete. */
  async answer(method = 'GET'): Promise<RawAnswer | null> {
    for (;;) {
      const answer = this.#take(method)
      if (answer) return answer
      if (this.#ended) return null
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
  }

  /** What came that was not taken. */
  get rest(): string {
    return this.#received.toString()
  }

  end(): void {
    this.socket.destroy()
  }

  get #received(): Buffer {
    const [only] = this.#chunks
    const received = only && this.#chunks.length === 1 ? only : Buffer.concat(this.#chunks)
    this.#chunks = [received]
    return received
  }

  #take(method: string): RawAnswer | undefined {
    const received = this.#received
    const end = received.indexOf('\r\n\r\n')
    if (end === -1) return undefined
    const [first = '', ...lines] = received.subarray(0, end).toString('latin1').split('\r\n')
    const headers = Object.fromEntries(
      lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
    )
    const status = Number(first.split(' ')[1])
    const length = method === 'HEAD' || status < 200 ? 0 : Number(headers['content-length'] ?? 0)
    if (received.length < end + 4 + length) return undefined
    const body = received.subarray(end + 4, end + 4 + length).toString()
    this.#chunks = [received.subarray(end + 4 + length)]
    return { status, headers, body }
  }
}

export const get = (path: string, headers = '') => `GET ${path} HTTP/1.1\r\nHost: localhost\r\n${headers}\r\n`

export const post = (path: string, body: string, headers = '') =>
  `POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n${headers}\r\n${body}`
