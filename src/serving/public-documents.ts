import { controlPath } from '../contract/addressing.ts'
import { version } from '../contract/version.ts'
import { answerOf, json, type MockAnswer } from '../engine/exchange.ts'
import type { Mock } from '../mock.ts'
import { toOpenApi } from '../openapi/document.ts'
import type { HttpRequest } from '../transports/http-request.ts'
import { toControlOpenApi } from './control-document.ts'
import { forwardedUrl, type PublicUrl } from './public-url.ts'
import type { ServerSettings } from './settings.ts'

/** The documents in which a server names its own address: OpenAPI and the greeting. */

export interface PublicDocumentsSettings {
  readonly mock: Mock
  readonly url: string
  /** The public address of the server, if it was set. Otherwise the request or a proxy gives it. */
  readonly publicUrl: PublicUrl | undefined
  readonly settings: ServerSettings
}

export class PublicDocuments {
  readonly #settings: PublicDocumentsSettings
  readonly #ownDocuments: { api?: string; control?: string } = {}

  constructor(settings: PublicDocumentsSettings) {
    this.#settings = settings
  }

  /** The public address of the API for a client: with the prefix of a proxy and of a sandbox. */
  urlOf(request: HttpRequest, prefix: string): string {
    const { origin, prefix: base } = this.#publicUrl(request)
    return `${origin ?? request.origin}${base}${prefix}`
  }

  /** The API or the control API as an OpenAPI document. */
  openApi(request: HttpRequest, prefix: string, kind: 'api' | 'control'): string {
    const { mock, url, settings } = this.#settings
    const { auth, strict } = settings
    const baseUrl = this.urlOf(request, prefix)
    const describe = () =>
      JSON.stringify(
        kind === 'api'
          ? toOpenApi({ edition: mock.info.edition, baseUrl, auth, strict })
          : toControlOpenApi({ baseUrl, auth }),
      )
    // Only one of each is cached, since there may be many sandboxes and host names.
    return baseUrl === url ? (this.#ownDocuments[kind] ??= describe()) : describe()
  }

  /** Redirects browsers to the inspector, and tells programs the addresses. */
  greeting(request: HttpRequest, prefix: string): MockAnswer {
    const { mock, settings } = this.#settings
    const { control } = settings
    const base = this.#publicUrl(request).prefix + prefix
    if (control && request.header('accept')?.includes('text/html'))
      return answerOf(302, undefined, { location: `${base}${controlPath}/` })
    const links = {
      api: `${base}/api`,
      openapi: `${base}/openapi.json`,
      ...(control && { inspector: `${base}${controlPath}/`, control: `${base}${controlPath}/health` }),
    }
    return answerOf(200, JSON.stringify({ name: 'callcamp-mock', version, edition: mock.info.edition, ...links }), json)
  }

  #publicUrl(request: HttpRequest): PublicUrl {
    return this.#settings.publicUrl ?? forwardedUrl(request)
  }
}
