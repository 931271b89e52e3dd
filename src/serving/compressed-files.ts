import { gzipSync } from 'node:zlib'
import { answerOf } from '../engine/exchange.ts'
import type { HeaderList } from '../transports/http-answer.ts'
import type { HttpRequest } from '../transports/http-request.ts'
import type { HttpOutcome } from '../transports/http-handler.ts'

/** The files of the inspector and the documentation, compressed once for clients that take them so. */
export class CompressedFiles {
  /** By their texts: there are a few, which never change. */
  readonly #compressed = new Map<string, Uint8Array>()

  answer(
    request: HttpRequest,
    text: string,
    headers: Readonly<Record<string, string>>,
    extra: HeaderList,
  ): Pick<HttpOutcome, 'answer' | 'extra' | 'bytes'> {
    const answer = answerOf(200, text, headers)
    if (!/\bgzip\b/.test(request.header('accept-encoding') ?? '')) return { answer, extra }
    const bytes = this.#compressed.get(text) ?? gzipSync(text)
    this.#compressed.set(text, bytes)
    return { answer, extra: [...extra, 'content-encoding', 'gzip', 'vary', 'accept-encoding'], bytes }
  }
}
