import { wallTime } from '../../world/clock.ts'

/** Locks that a page holds until it is closed, and the name of its tab. */
export class PageLocks {
  readonly #taken = new Map<string, Promise<boolean>>()
  readonly #awaited = new Map<string, Promise<boolean>>()

  /** False if the browser has no locks, as on pages that are not secure. */
  get isSupported(): boolean {
    return typeof navigator.locks === 'object'
  }

  /** Requests a lock. Returns false if another page still holds it after `timeoutMs`. */
  async take(name: string, timeoutMs = 0): Promise<boolean> {
    if (!this.isSupported) return true
    const taking = this.#taken.get(name) ?? this.#request(name, timeoutMs)
    this.#taken.set(name, taking)
    const isTaken = await taking
    if (!isTaken) this.#taken.delete(name)
    return isTaken
  }

  /** Resolves when the page that holds a lock is closed, and this page has the lock. */
  async wait(name: string): Promise<void> {
    const waiting = this.#awaited.get(name) ?? this.#request(name, undefined)
    this.#awaited.set(name, waiting)
    this.#taken.set(name, waiting)
    await waiting
  }

  /** The names of all locks that pages of this origin hold. */
  async held(): Promise<ReadonlySet<string>> {
    if (!this.isSupported) return new Set()
    const { held = [] } = await navigator.locks.query()
    return new Set(held.map(({ name = '' }) => name))
  }

  #request(name: string, timeoutMs: number | undefined): Promise<boolean> {
    return new Promise((resolve) => {
      const hold = (lock: Lock | null) => {
        resolve(lock !== null)
        return lock ? new Promise<never>(() => {}) : undefined
      }
      const options: LockOptions =
        timeoutMs === undefined
          ? {}
          : timeoutMs === 0
            ? { ifAvailable: true }
            : { signal: AbortSignal.timeout(timeoutMs) }
      navigator.locks.request(name, options, hold).catch(() => resolve(false))
    })
  }
}

const sessionKey = 'callcamp-mock:session'
/** After a reload, the lock of the page before may not be free yet. */
const reloadTimeoutMs = 1_000

export function lockOfSession(session: string): string {
  return `callcamp-mock session ${session}`
}

/**
 * The name of this tab, which survives a reload. A duplicated tab has the name of the other tab in its storage: it gets
 * a name of its own, and `copyOf` is the name of the other one.
 */
export async function nameSession(
  locks: PageLocks,
  storage: Storage,
): Promise<{ readonly session: string; readonly copyOf: string | undefined }> {
  const known = storage.getItem(sessionKey) ?? undefined
  if (known !== undefined && (await locks.take(lockOfSession(known), reloadTimeoutMs)))
    return { session: known, copyOf: undefined }
  const base = wallTime().toString(36)
  let session = base
  for (let number = 2; !(await locks.take(lockOfSession(session))); number += 1) session = `${base}-${number}`
  storage.setItem(sessionKey, session)
  return { session, copyOf: known }
}
