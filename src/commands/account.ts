import { messageOf, show } from '../contract/problems.ts'
import { pause } from '../transports/timers.ts'
import type { Parsed } from './flags.ts'
import type { Progress } from './progress.ts'
import { codeOf, CommandError, plain, type Terminal } from './terminal.ts'

/** A real Call Camp server, read and never written. */

export interface Reading {
  readonly status: number
  readonly text: string
  /** Parsed JSON; the text where it is none; null without a body. */
  readonly body: unknown
  readonly headers: Headers
}

const patience = 30_000
/** How often a server that is busy is asked again, and how long it may make us wait. */
const attempts = 5
const longestWait = 60_000

export class Account {
  /** Without a slash at its end, and without `/api`. */
  readonly url: string
  readonly #keys: readonly string[]
  readonly #stop: AbortSignal
  readonly #say: (text: string) => void

  /** Whatever is waited for is given up with the signal, and its reason thrown. Whoever watches is told of long waits. */
  constructor(url: string, keys: readonly string[], stop: AbortSignal, say: (text: string) => void) {
    this.url = toBase(url)
    this.#keys = keys
    this.#stop = stop
    this.#say = say
  }

  /** Asks once with each key, until one is taken. */
  async get(path: string): Promise<Reading> {
    let reading = await this.#patiently(path, this.#keys[0])
    for (const key of this.#keys.slice(1)) {
      if (reading.status !== 401) break
      reading = await this.#patiently(path, key)
    }
    return reading
  }

  async #patiently(path: string, key: string | undefined): Promise<Reading> {
    for (let attempt = 1; ; attempt += 1) {
      const reading = await this.#ask(path, key)
      if (reading.status !== 429) return reading
      const refused = `${this.url} answers 429 at ${path}`
      const seconds = secondsToWait(reading.headers)
      if (!(seconds * 1_000 <= longestWait))
        throw new CommandError(
          `${refused} and asks to wait ${seconds} s, more than the ${longestWait / 1_000} s that it is waited for. Try again later`,
        )
      if (attempt === attempts)
        throw new CommandError(
          `${refused}, asked ${attempts} times. Try again later, or raise the server's limit of requests; one that is a mock with a frozen clock never takes more until its clock moves`,
        )
      this.#say(
        `${refused}: asks again in ${seconds} s (${attempts - attempt} more ${attempts - attempt === 1 ? 'try' : 'tries'})`,
      )
      await pause(seconds * 1_000, this.#stop)
    }
  }

  async #ask(path: string, key: string | undefined): Promise<Reading> {
    const asking: Record<string, string> = {
      accept: 'application/json',
      ...(key !== undefined && { authorization: `Bearer ${key}`, 'x-api-key': key }),
    }
    const signal = AbortSignal.any([this.#stop, AbortSignal.timeout(patience)])
    const response = await fetch(this.url + path, { headers: asking, signal }).catch((error: unknown) =>
      this.#fail("can't be reached", error),
    )
    const text = await response
      .text()
      .catch((error: unknown) => this.#fail(`begins an answer at ${path} and does not end it`, error))
    const { status, headers } = response
    return { status, text, body: text === '' ? null : parsed(text), headers }
  }

  #fail(how: string, error: unknown): never {
    this.#stop.throwIfAborted()
    throw new CommandError(`${this.url} ${how}: ${reasonOf(error)}`)
  }
}

/** What `Retry-After` asks for: a number of seconds or a date; a second where it says neither. */
function secondsToWait(headers: Headers): number {
  const text = headers.get('retry-after') ?? ''
  const told = /^\d+$/.test(text)
    ? Number(text)
    : Math.ceil((Date.parse(text) - Date.parse(headers.get('date') ?? '')) / 1_000)
  return Number.isNaN(told) ? 1 : Math.max(1, told)
}

/** What came where something else was expected. */
export function received({ status, text, body }: Reading): string {
  return `${status} with ${plain(kindOf(text, body))}`
}

function kindOf(text: string, body: unknown): string {
  if (text.trim() === '') return 'nothing in it'
  // What is no JSON is left as it came.
  if (body !== text) return `the JSON ${show(body)}`
  if (text.trimStart().startsWith('<')) return `HTML: ${show(text)}`
  return /^\s*[[{]/.test(text) ? `broken JSON: ${show(text)}` : `the text ${show(text)}`
}

/** The account that a command's `<url>` and its keys mean. It is left alone when the command is asked to stop. */
export function accountOf(parsed: Parsed, { stopped }: Terminal, progress: Progress): Account {
  const stop = new AbortController()
  void stopped.then((exitCode) => stop.abort(new CommandError('Stopped before the end', exitCode)))
  return new Account(
    parsed.operands.join(' '),
    parsed.all('key').map((key) => key.text),
    stop.signal,
    (text) => progress.say(text),
  )
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof DOMException && error.name === 'TimeoutError') return `no answer within ${patience / 1_000} s`
  // What fetch says itself tells little.
  const cause: unknown = Reflect.get(Object(error), 'cause') ?? error
  const code = codeOf(cause)
  // What OpenSSL says of an answer in plain text, in its older and newer versions.
  if (code === 'ERR_SSL_WRONG_VERSION_NUMBER' || code === 'ERR_SSL_PACKET_LENGTH_TOO_LONG')
    return 'it does not speak https. Try the address with http://'
  return messageOf(cause) || code
}

function toBase(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !/^https?:$/.test(url.protocol))
    throw new CommandError(`The address must be one such as https://callcamp.ai; received ${show(text)}`)
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '').replace(/\/api$/, '')
}
