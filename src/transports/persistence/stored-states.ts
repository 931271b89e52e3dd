import { messageOf } from '../../contract/problems.ts'
import { prepareRows } from '../../world/base.ts'
import { runInPauses } from '../../world/slices.ts'
import { createPause } from '../pauses.ts'
import type { MockParts } from './mock-parts.ts'
import { Persistence } from './persistence.ts'
import { storageKey, sweep } from './storage-keys.ts'
import { openStore } from './store.ts'
import { lockOfSession, nameSession, PageLocks } from './tabs.ts'

/** Opens the stored states of the mocks of a page. One mock writes to each place. */

export interface StoredStateSettings {
  readonly persist: 'session' | 'local'
  readonly edition: string
  readonly baseUrl: string
  readonly warn: (message: string) => void
}

export class StoredStates {
  readonly #locks = new PageLocks()
  readonly #writers = new Map<string, Persistence>()

  /**
   * Restores the stored state of a mock, and keeps it from now on. Returns undefined if the browser refuses to store
   * anything.
   */
  async open(parts: MockParts, settings: StoredStateSettings): Promise<Persistence | undefined> {
    const { persist, warn } = settings
    const { base } = parts.own
    const isShared = persist === 'local'
    try {
      await runInPauses(prepareRows(base.tables), createPause())
      const { session, copyOf } = isShared ? { session: 'local' } : await nameSession(this.#locks, sessionStorage)
      const place = storageKey(session, settings, base)
      const leading = isShared ? `callcamp-mock leader ${place}` : lockOfSession(session)
      const isLeading = await this.#locks.take(leading)
      if (isShared && !this.#locks.isSupported)
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
        copyOf: copyOf === undefined ? undefined : storageKey(copyOf, settings, base),
        missing,
        warn,
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has none
        tell: () => channel?.postMessage('written'),
      })
      channel?.addEventListener('message', () => persistence.syncSoon())
      // The time of a ticking clock is also written when the user leaves the page.
      document.addEventListener('visibilitychange', () => document.hidden && persistence.syncSoon())
      if (!isLeading) void this.#locks.wait(leading).then(() => persistence.lead())
      await this.resume(persistence)
      return persistence
    } catch (error) {
      warn(`The data are not kept: the browser does not open its storage (${messageOf(error)}).`)
      return undefined
    }
  }

  /** Lets a mock write to its place, and closes the mock of this page that wrote there before. */
  async resume(persistence: Persistence): Promise<void> {
    const before = this.#writers.get(persistence.place)
    this.#writers.set(persistence.place, persistence)
    if (before !== persistence) await before?.close()
    await persistence.open()
  }
}
