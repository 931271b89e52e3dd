import { deflateSync, Inflate, strFromU8, strToU8 } from 'fflate'
import { show } from '../contract/problems.ts'

/** The link form of a state document: `#w=` and the compressed document. */

const prefix = '#w='
/** The maximum length of a decompressed document: otherwise a few bytes could fill the memory. */
const maxLength = 256 * 1_048_576

export function isStateLink(input: unknown): input is string {
  return typeof input === 'string' && input.startsWith(prefix)
}

/** The link of a document. The same document makes the same link everywhere. */
export function toStateLink(document: object): string {
  const bytes = deflateSync(strToU8(JSON.stringify(document)), { level: 9 })
  const base64 = btoa(strFromU8(bytes, true))
  return prefix + base64.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

/** The document of a link. */
export function fromStateLink(link: string): unknown {
  try {
    const base64 = link.slice(prefix.length).replaceAll('-', '+').replaceAll('_', '/')
    return JSON.parse(unfold(strToU8(atob(base64), true)))
  } catch (error) {
    throw new TypeError(
      `The state ${show(link.slice(0, 40))}… cannot be read: it is not whole, or not a link that mock.link() made`,
      { cause: error },
    )
  }
}

/** Decompresses bytes in chunks, up to the limit. */
function unfold(bytes: Uint8Array): string {
  const pieces: string[] = []
  let length = 0
  const decoder = new TextDecoder()
  const inflate = new Inflate((piece, isLast) => {
    length += piece.length
    if (length > maxLength) throw new RangeError(`The state has more than ${maxLength} bytes`)
    pieces.push(decoder.decode(piece, { stream: !isLast }))
  })
  const step = 65_536
  for (let start = 0; start < bytes.length; start += step)
    inflate.push(bytes.subarray(start, start + step), start + step >= bytes.length)
  return pieces.join('')
}
