import { expect } from 'vitest'
import type { Edition } from '../../src/contract/editions.ts'
import type { Mock } from '../../src/mock.ts'
import { asJson } from '../json-request.ts'

/** A mock that runs, however it is reached. */
export interface Running {
  fetch(path: string, init?: RequestInit): Promise<Response>
  /** Where the suite runs in the same process as the mock: to see that refusals change nothing. */
  readonly mock?: Mock | undefined
  stop(): Promise<void>
}

export interface Answer<Body = unknown> {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** The parsed body; undefined without one. */
  readonly body: Body
}

export interface Refusal {
  readonly success: false
  readonly message: string
  readonly errors?: readonly { readonly field: string; readonly message: string }[]
}

/**
 * What a case asks through. Every answer is looked at on the way: none is a server error, and one that
 * refuses has the form of all refusals and has changed nothing.
 */
export class Api {
  readonly edition: Edition
  readonly #running: Running
  readonly #ownErrors: boolean

  /** `ownErrors`: the mock was told to write refusals in another form. */
  constructor(edition: Edition, running: Running, ownErrors: boolean) {
    this.edition = edition
    this.#running = running
    this.#ownErrors = ownErrors
  }

  get<Body>(path: string): Promise<Answer<Body>> {
    return this.send(path)
  }

  post<Body>(path: string, body: unknown): Promise<Answer<Body>> {
    return this.send(path, asJson(body))
  }

  patch<Body>(path: string, body: unknown): Promise<Answer<Body>> {
    return this.send(path, asJson(body, 'PATCH'))
  }

  delete<Body>(path: string): Promise<Answer<Body>> {
    return this.send(path, { method: 'DELETE' })
  }

  async send<Body>(path: string, init: RequestInit = {}): Promise<Answer<Body>> {
    const before = this.#state()
    const response = await this.#running.fetch(path, init)
    const text = await response.text()
    const { status, headers } = response
    const isJson = headers.get('content-type')?.includes('json') === true && text !== ''
    const answer = { status, headers, text, body: (isJson ? JSON.parse(text) : undefined) as Body }
    if (status >= 400) {
      expect(this.#state(), 'the state after a refusal').toBe(before)
      if (init.method !== 'HEAD' && !this.#ownErrors) expectRefusal(answer)
    }
    return answer
  }

  /** Expects one warning about the last request in the journal, with these texts in it; none without texts. */
  expectWarning(...texts: readonly string[]): void {
    const warnings = this.#running.mock?.requests.last()?.warnings
    if (!warnings) return
    expect(warnings).toEqual(texts.length === 0 ? [] : [expect.stringContaining(texts[0] ?? '')])
    for (const text of texts) expect(warnings[0]).toContain(text)
  }

  #state(): string | undefined {
    const { mock } = this.#running
    return mock && JSON.stringify(mock.snapshot())
  }
}

function expectRefusal({ status, headers, text, body }: Answer): void {
  expect(status, text).toBeLessThan(500)
  expect(headers.get('content-type')).toMatch(/^application\/json\b/)
  expect(Object.keys(body as Refusal)).toEqual(
    status === 400 ? ['success', 'message', 'errors'] : ['success', 'message'],
  )
  const { success, message, errors = [] } = body as Refusal
  expect(success).toBe(false)
  expect(message).toMatch(/\w/)
  if (status === 400) expect(errors.length).toBeGreaterThan(0)
  for (const error of errors) {
    expect(Object.keys(error)).toEqual(['field', 'message'])
    expect(error.field).toMatch(/./)
    expect(error.message).toMatch(/\w/)
  }
}
