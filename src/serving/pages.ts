import { siteFile } from '../docs/site.ts'
import { answerOf } from '../engine/exchange.ts'
import { inspectorPage, inspectorScript } from '../inspector/page.ts'
import type { HeaderList } from '../transports/http-answer.ts'
import type { HttpOutcome } from '../transports/http-handler.ts'
import type { HttpRequest } from '../transports/http-request.ts'
import { CompressedFiles } from './compressed-files.ts'

/** The pages of the inspector and of the documentation, with their scripts. */

/** A page may only connect to its own server and run its scripts. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
const html = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'content-security-policy': policy,
}
const javascript = { ...html, 'content-type': 'text/javascript; charset=utf-8' }

export class Pages {
  readonly #files = new CompressedFiles()

  /** Answers a request for the page or script of this name: the inspector has none. Undefined if there is no such file. */
  answer(
    request: HttpRequest,
    name: string,
    extra: HeaderList,
  ): Pick<HttpOutcome, 'answer' | 'extra' | 'bytes'> | undefined {
    if (name === '') return { answer: answerOf(200, inspectorPage(), html), extra }
    const script = inspectorScript(name)
    if (script !== undefined) return this.#files.answer(request, script, javascript, extra)
    const docs = siteFile(name)
    return docs && this.#files.answer(request, docs.text, docs.kind === 'html' ? html : javascript, extra)
  }
}
