import { messageOf } from '../../contract/problems.ts'
import type { MockParts } from './parts.ts'
import { Persistence } from './persistence.ts'
import { placeOf, sweep } from './places.ts'
import { openStore } from './store.ts'
import { lockOfSession, nameSession, PageLocks } from './tabs.ts'

/** What the mocks of a page keep in the browser: each place is written by one of them. */

export interface KeeperSettings {
  readonly persist: 'session' | 'local'
  readonly edition: string
  readonly baseUrl: string
  readonly warn: (message: string) => void
}

export class Keeper {
  readonly #locks = new PageLocks()
  readonly #writers = new Map<string, Persistence>()

  /** Makes a mock go on from what is kept of it, and keeps it from now on. Undefined where the browser keeps nothing. */
  async open(parts: MockParts, settings: KeeperSettings): Promise<Persistence | undefined> {
    const { persist, warn } = settings
    const { base } = parts.own
    const isShared = persist === 'local'
    try {
      const { session, copyOf } = isShared ? { session: 'local' } : await nameSession(this.#locks, sessionStorage)
      const place = placeOf(session, settings, base)
      const leading = isShared ? `callcamp-mock leader ${place}` : lockOfSession(session)
      const isLeading = await this.#locks.take(leading)
      if (isShared && !this.#locks.areThere)
        warn(
          'This browser has no locks for pages that are not secure: what two tabs change at the same time may be lost.',
        )
      const store = await openStore()
      const held = await this.#locks.held()
      const missing = await sweep(store, place, (owner) => owner !== 'local' && held.has(lockOfSession(owner)))
      const channel = isShared && typeof BroadcastChannel === 'function' ? new BroadcastChannel(place) : undefined
      const persistence = new Persistence(parts, store, {
        place,
        isLeading,
        copyOf: copyOf === undefined ? undefined : placeOf(copyOf, settings, base),
        missing,
        warn,
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has none
        tell: () => channel?.postMessage('written'),
      })
      channel?.addEventListener('message', () => persistence.told())
      // What only moved the clock is written when the page is left, too.
      document.addEventListener('visibilitychange', () => document.hidden && persistence.told())
      if (!isLeading) void this.#locks.wait(leading).then(() => persistence.lead())
      await this.resume(persistence)
      return persistence
    } catch (error) {
      warn(`The data are not kept: the browser does not open its storage (${messageOf(error)}).`)
      return undefined
    }
  }

  /** Lets one of the mocks of this page write to its place, and no other one. */
  async resume(persistence: Persistence): Promise<void> {
    const before = this.#writers.get(persistence.place)
    this.#writers.set(persistence.place, persistence)
    if (before !== persistence) await before?.close()
    await persistence.open()
  }
}
