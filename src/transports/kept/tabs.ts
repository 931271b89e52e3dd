import { wallTime } from '../../world/clock.ts'

/** Locks that a page has for as long as it is there, and the name of its tab. */
export class PageLocks {
  readonly #taken = new Map<string, Promise<boolean>>()
  readonly #awaited = new Map<string, Promise<boolean>>()

  /** False where the browser has no locks, as on pages that are not secure. */
  get areThere(): boolean {
    return typeof navigator.locks === 'object'
  }

  /** Takes a lock; false when another page has it, and keeps it for longer than this. */
  async take(name: string, patienceMs = 0): Promise<boolean> {
    if (!this.areThere) return true
    const taking = this.#taken.get(name) ?? this.#request(name, patienceMs)
    this.#taken.set(name, taking)
    const isTaken = await taking
    if (!isTaken) this.#taken.delete(name)
    return isTaken
  }

  /** Resolves when the page that has a lock is gone, and this one has it. */
  async wait(name: string): Promise<void> {
    const waiting = this.#awaited.get(name) ?? this.#request(name, undefined)
    this.#awaited.set(name, waiting)
    this.#taken.set(name, waiting)
    await waiting
  }

  /** The names of all locks that any page has. */
  async held(): Promise<ReadonlySet<string>> {
    if (!this.areThere) return new Set()
    const { held = [] } = await navigator.locks.query()
    return new Set(held.map(({ name = '' }) => name))
  }

  #request(name: string, patienceMs: number | undefined): Promise<boolean> {
    return new Promise((resolve) => {
      const hold = (lock: Lock | null) => {
        resolve(lock !== null)
        return lock ? new Promise<never>(() => {}) : undefined
      }
      const options: LockOptions =
        patienceMs === undefined
          ? {}
          : patienceMs === 0
            ? { ifAvailable: true }
            : { signal: AbortSignal.timeout(patienceMs) }
      navigator.locks.request(name, options, hold).catch(() => resolve(false))
    })
  }
}

const sessionKey = 'callcamp-mock:session'
/** A page that is loaded anew may come before its lock is free. */
const reloadMs = 1_000

export function lockOfSession(session: string): string {
  return `callcamp-mock session ${session}`
}

/** The name of this tab, which survives a reload. A tab that was duplicated gets a name of its own, and learns that of the other. */
export async function nameSession(
  locks: PageLocks,
  storage: Storage,
): Promise<{ readonly session: string; readonly copyOf: string | undefined }> {
  const known = storage.getItem(sessionKey) ?? undefined
  if (known !== undefined && (await locks.take(lockOfSession(known), reloadMs)))
    return { session: known, copyOf: undefined }
  const base = wallTime().toString(36)
  let session = base
  for (let number = 2; !(await locks.take(lockOfSession(session))); number += 1) session = `${base}-${number}`
  storage.setItem(sessionKey, session)
  return { session, copyOf: known }
}
