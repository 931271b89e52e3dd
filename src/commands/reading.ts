import { show } from '../contract/problems.ts'
import type { Incoming, Redirect } from './request.ts'
import { plain } from './terminal.ts'

/** An answer, parsed for a command. */
export interface Reading {
  readonly status: number
  readonly text: string
  /** Parsed JSON, or the text if it is not JSON, or null without a body. */
  readonly body: unknown
  /** Whether the text is JSON. */
  readonly isJson: boolean
  readonly headers: Headers
  readonly redirects: readonly Redirect[]
}

export function toReading({ status, text, headers, redirects }: Incoming): Reading {
  const parsed = text === '' ? { value: null } : parse(text)
  return { status, text, body: parsed ? parsed.value : text, isJson: parsed !== undefined, headers, redirects }
}

function parse(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) }
  } catch {
    return undefined
  }
}

/** Returns the redirect of an answer that was not followed. */
export function refusedRedirect({ redirects }: Reading): Redirect | undefined {
  const last = redirects.at(-1)
  return last?.followed === false ? last : undefined
}

/** Describes an unexpected answer. */
export function received(reading: Reading): string {
  const { status, text } = reading
  const redirect = refusedRedirect(reading)
  if (redirect) return `${status}, a redirect to ${plain(redirect.to)}, which is not followed`
  return `${status} with ${plain(kindOf(text, reading))}`
}

function kindOf(text: string, { body, isJson }: Reading): string {
  if (text.trim() === '') return 'nothing in it'
  if (isJson) return `the JSON ${show(body)}`
  if (text.trimStart().startsWith('<')) return `HTML: ${show(text)}`
  return /^\s*[[{]/.test(text) ? `broken JSON: ${show(text)}` : `the text ${show(text)}`
}
