import type { Page } from './answers.ts'
import { once } from './once.ts'
import type { Port } from './port.ts'
import { toRoute } from './place.ts'
import { problemOf } from './problem-text.ts'

/** Asks the mock, and tells those who listen that something is new. */
export abstract class Reader {
  protected port: Port
  readonly #listeners = new Set<() => void>()
  /** False while the mock can't be reached. */
  connected = true
  /** What went wrong last, for people. */
  problem = ''

  constructor(port: Port) {
    this.port = port
  }

  /** Hears of every change, until the returned function is called. */
  listen(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Tells everyone, once for all that happens before the next frame. */
  protected readonly changed = once(nextFrame, () => {
    for (const listener of this.#listeners) listener()
  })

  /** Shows people what went wrong; an empty text takes it away again. */
  tell(problem: string): void {
    this.problem = problem
    this.changed()
  }

  /** Reads; undefined when it was refused or nobody answered, which is then told to the user. */
  get<Answer>(path: string): Promise<Answer | undefined> {
    return this.ask<Answer>('GET', path)
  }

  /** Reads what may be gone; undefined where it is, which is told to nobody. */
  find<Answer>(path: string): Promise<Answer | undefined> {
    return this.ask<Answer>('GET', path, undefined, false)
  }

  rows<Row>(model: string, query: Readonly<Record<string, string | number>>): Promise<Page<Row> | undefined> {
    return this.get(`/${toRoute(['db', model], query)}`)
  }

  /** Page after page, until all rows are there. */
  async all<Row extends { readonly uuid: string }>(model: string): Promise<readonly Row[] | undefined> {
    // What is new meanwhile moves others to the next page, where they are met again.
    const rows = new Map<string, Row>()
    for (let page = 1; ; page += 1) {
      const read = await this.rows<Row>(model, { orderBy: '-createdAt', page, limit: 1_000 })
      if (!read) return undefined
      for (const row of read.rows) rows.set(row.uuid, row)
      if (page * read.limit >= read.total) return [...rows.values()]
    }
  }

  protected async ask<Answer>(method: string, path: string, body?: unknown, tells = true): Promise<Answer | undefined> {
    try {
      const reply = await this.port.request(method, path, body)
      if (reply.status < 400) return (reply.body ?? {}) as Answer
      if (tells) this.problem = problemOf(reply.body) ?? `${method} ${path} answered ${reply.status}`
    } catch {
      this.connected = false
    }
    this.changed()
    return undefined
  }
}

/** A hidden page has no frames. */
function nextFrame(draw: () => void): void {
  if (!globalThis.document || document.hidden) setTimeout(draw, 0)
  else requestAnimationFrame(draw)
}
