import { isUtf8 } from 'node:buffer'
import type { IncomingMessage } from 'node:http'

/** The body of a request as text; `'not-utf-8'` where it is none; `'too-large'` where it was thrown away; `'endless'` where there was no end in sight. */
export type BodyResult = { readonly text: string } | 'not-utf-8' | 'too-large' | 'endless'

export function hasBody({ headers }: IncomingMessage): boolean {
  const length = headers['content-length']
  return (length !== undefined && length !== '0') || headers['transfer-encoding'] !== undefined
}

/** What is sent beyond the limit is read and thrown away up to this much, so that the connection can be used again. */
const patience = 64

/**
 * Reads a body to its end. One that is too large is read too, and forgotten: who is still sending can't hear the
 * refusal, and only then can the connection be used again. A client that goes away in the middle is never heard of.
 */
export function readBody(message: IncomingMessage, largest: number, then: (result: BodyResult) => void): void {
  if (Number(message.headers['content-length']) > largest * patience) {
    then('endless')
    return
  }
  let chunks: Buffer[] = []
  let size = 0
  let answered = false
  message.on('data', (chunk: Buffer) => {
    size += chunk.length
    if (size <= largest) chunks.push(chunk)
    else chunks = []
    if (size > largest * patience && !answered) {
      answered = true
      then('endless')
    }
  })
  message.on('end', () => {
    if (answered) return
    answered = true
    then(size > largest ? 'too-large' : toText(chunks))
  })
}

function toText(chunks: readonly Buffer[]): BodyResult {
  const [first] = chunks
  const bytes = first && chunks.length === 1 ? first : Buffer.concat(chunks)
  const text = bytes.toString()
  // What can't be decoded is replaced by this character, which may as well have been sent.
  if (text.includes('\uFFFD') && !isUtf8(bytes)) return 'not-utf-8'
  return { text: text.startsWith('\uFEFF') ? text.slice(1) : text }
}
