import { show } from '../contract/problems.ts'
import { pause } from '../transports/timers.ts'
import { type Flags, type Parsed, read } from './flags.ts'
import type { Progress } from './progress.ts'
import { type Reading, toReading } from './reading.ts'
import { RequestError, send } from './request.ts'
import { CommandError, type Terminal } from './terminal.ts'

/** A real Call Camp server with the keys for it. */

const defaultTimeoutSeconds = 30
/** A page of a hundred rows has a few hundred kilobytes. */
const maxBodyBytes = 16 * 1_048_576
/** How often a busy server is retried, and the longest accepted wait. */
const maxAttempts = 5
const maxWaitMs = 60_000

/** The flags of every command that sends requests to a server. */
export const accountFlags: Flags = {
  key: {
    value: 'key',
    repeatable: true,
    group: 'Flags',
    help: 'The API key; the first that works is used, for this host only.',
  },
  timeout: {
    value: 's',
    group: 'Flags',
    help: 'How many seconds a whole answer may take.',
    fallback: String(defaultTimeoutSeconds),
  },
}

export interface Sent {
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'DELETE' | 'PUT'
  readonly path: string
  /** The text of the body. */
  readonly body?: string | undefined
  readonly contentType?: string | undefined
  /** Whether the request is sent without a key. */
  readonly keyless?: boolean | undefined
}

/** Thrown when a request gets no answer. */
export class AskError extends CommandError {
  /** Whether further requests are pointless. */
  readonly isFinal: boolean
  /** Whether the answer was lost: the time was over, or the connection failed. */
  readonly isLost: boolean

  constructor(message: string, { isFinal = false, isLost = false } = {}) {
    super(message)
    this.isFinal = isFinal
    this.isLost = isLost
  }
}

export interface AccountSettings {
  readonly url: string
  readonly keys: readonly string[]
  readonly timeoutMs: number
  /** Aborts all waiting; the reason of the signal is thrown. */
  readonly stop: AbortSignal
  /** Called before long waits. */
  readonly say: (text: string) => void
}

export class Account {
  /** Without a trailing slash, and without `/api`. */
  readonly url: string
  readonly #settings: AccountSettings

  constructor(settings: AccountSettings) {
    this.url = toBase(settings.url)
    this.#settings = settings
  }

  /** Returns the same account with another signal. */
  until(stop: AbortSignal): Account {
    return new Account({ ...this.#settings, stop })
  }

  get hasKeys(): boolean {
    return this.#settings.keys.length > 0
  }

  /** What to do about an answer that refuses the key. */
  keyAdvice({ status }: Reading): string {
    const { length } = this.#settings.keys
    if (length === 0) return 'give a key with --key'
    // Only after a 401, the next key is tried.
    if (status !== 401 || length === 1) return 'the key that was given was not accepted'
    return `none of the ${length} keys that were given was accepted`
  }

  get(path: string): Promise<Reading> {
    return this.send({ path })
  }

  /** Tries each key until one is accepted. Throws an AskError if there is no answer. */
  async send(sent: Sent): Promise<Reading> {
    const [first, ...others] = sent.keyless ? [] : this.#settings.keys
    let reading = await this.#sendWithRetries(sent, first)
    for (const key of others) {
      if (reading.status !== 401) break
      reading = await this.#sendWithRetries(sent, key)
    }
    return reading
  }

  async #sendWithRetries(sent: Sent, key: string | undefined): Promise<Reading> {
    for (let attempt = 1; ; attempt += 1) {
      const reading = await this.#ask(sent, key)
      if (reading.status !== 429) return reading
      const refused = `${this.url} answers 429 at ${sent.path}`
      const seconds = secondsToWait(reading.headers)
      if (!(seconds * 1_000 <= maxWaitMs))
        throw new AskError(
          `${refused} and asks to wait ${seconds} s, more than the ${maxWaitMs / 1_000} s that it is waited for. Try again later`,
          { isFinal: true },
        )
      if (attempt === maxAttempts)
        throw new AskError(
          `${refused}, asked ${maxAttempts} times. Try again later, raise its limit of requests, or move its clock if it is a frozen mock`,
          { isFinal: true },
        )
      const left = maxAttempts - attempt
      this.#settings.say(`${refused}: asks again in ${seconds} s (${left} more ${left === 1 ? 'try' : 'tries'})`)
      await pause(seconds * 1_000, this.#settings.stop)
    }
  }

  async #ask({ method = 'GET', path, body, contentType }: Sent, key: string | undefined): Promise<Reading> {
    const { timeoutMs, stop } = this.#settings
    const headers = {
      accept: 'application/json',
      ...(body !== undefined && { 'content-type': contentType ?? 'application/json' }),
      ...(key !== undefined && { authorization: `Bearer ${key}`, 'x-api-key': key }),
    }
    const outgoing = { method, url: this.url + path, headers, body }
    const asked = () => send(outgoing, { timeoutMs, maxBodyBytes }, stop)
    try {
      // An idle connection may be closed just when it is used again. Only requests that change nothing are sent twice.
      const isRepeatable = (error: unknown) =>
        method === 'GET' && error instanceof RequestError && error.isClosed && !error.begun
      return toReading(
        await asked().catch((error: unknown) => {
          if (isRepeatable(error)) return asked()
          throw error
        }),
      )
    } catch (error) {
      if (!(error instanceof RequestError)) throw error
      const how = error.begun ? `begins an answer at ${path} and does not end it` : "can't be reached"
      throw new AskError(`${this.url} ${how}: ${error.message}`, { isLost: !error.isTooLarge })
    }
  }
}

/** Reads `Retry-After`: a number of seconds or a date. The default is one second. */
function secondsToWait(headers: Headers): number {
  const text = headers.get('retry-after') ?? ''
  const told = /^\d+$/.test(text)
    ? Number(text)
    : Math.ceil((Date.parse(text) - Date.parse(headers.get('date') ?? '')) / 1_000)
  return Number.isNaN(told) ? 1 : Math.max(1, told)
}

/** Returns the account for the `<url>` and the flags of a command. Its requests are aborted when the command stops. */
export function accountOf(parsed: Parsed, { stopped }: Terminal, progress: Progress): Account {
  const stop = new AbortController()
  void stopped.then((exitCode) => stop.abort(new CommandError('Stopped before the end', exitCode)))
  const seconds = read.number(parsed.get('timeout'), { least: 0.1, most: 3_600 }) ?? defaultTimeoutSeconds
  return new Account({
    url: parsed.operands.join(' '),
    keys: parsed.all('key').map((key) => key.text),
    timeoutMs: seconds * 1_000,
    stop: stop.signal,
    say: (text) => progress.say(text),
  })
}

function toBase(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !/^https?:$/.test(url.protocol))
    throw new CommandError(`The address must be one such as https://callcamp.ai; received ${show(text)}`)
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '').replace(/\/api$/, '')
}
