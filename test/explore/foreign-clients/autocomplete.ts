import type { HostedRecordList } from 'callcamp-mock'
import { defineClient } from '../clients/client.ts'
import { byId, isUntouched } from './rows.ts'

interface Found {
  readonly hits: HostedRecordList['records']
  readonly error: string | null
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const debounceMs = 15
const limit = 10

async function find(text: string): Promise<Found> {
  try {
    const query = new URLSearchParams({ search: text, limit: String(limit) })
    const response = await fetch(`http://callcamp.ai/api/records?${query}`, { signal: AbortSignal.timeout(10_000) })
    if (!response.ok) return { hits: [], error: `search failed (${response.status})` }
    const body: HostedRecordList = await response.json()
    return Array.isArray(body?.records) ? { hits: body.records, error: null } : { hits: [], error: 'unexpected answer' }
  } catch (error) {
    return { hits: [], error: error instanceof Error ? error.message : String(error) }
  }
}

/** A box that searches contacts as one types. */
class Autocomplete {
  found: Found = { hits: [], error: null }
  #latest = 0
  readonly #pending = new Set<Promise<void>>()

  type(text: string): void {
    this.#latest += 1
    const work = this.search(text, this.#latest)
    this.#pending.add(work)
    void work.finally(() => this.#pending.delete(work))
  }

  /** Resolves when no timer and no request is pending. */
  async idle(): Promise<void> {
    while (this.#pending.size > 0) await Promise.all(this.#pending)
  }

  protected async search(text: string, turn: number): Promise<void> {
    await wait(debounceMs)
    if (turn !== this.#latest) return
    const found = text.trim() === '' ? { hits: [], error: null } : await find(text)
    this.show(found, turn === this.#latest)
  }

  protected show(found: Found, _isLatest: boolean): void {
    this.found = found
  }
}

class FixedAutocomplete extends Autocomplete {
  protected override show(found: Found, isLatest: boolean): void {
    if (isLatest) super.show(found, isLatest)
  }
}

export default defineClient({
  name: 'an autocomplete shows hits for a text that was typed before',
  broken: Autocomplete,
  fixed: FixedAutocomplete,
  test:
    (Box) =>
    async ({ mock }) => {
      const people = new Map(
        mock.db.record
          .getAll()
          .filter(({ phoneNumber }) => /^\+\d{6,15}$/.test(phoneNumber))
          .map(({ phoneNumber, uuid }) => [phoneNumber, uuid]),
      )
      const numbers = [...people.keys()]
      const box = new Box()
      for (let round = 0; round < 4 && round + 1 < numbers.length; round += 1) {
        const [one = '', two = ''] = numbers.slice(round)
        const wanted = people.get(two) ?? ''
        const before = byId(mock.db.record.getAll())
        box.type(one)
        await wait(debounceMs + 10)
        box.type(two)
        await box.idle()
        const after = byId(mock.db.record.getAll())
        const { hits, error } = box.found
        if (error !== null) continue
        for (const { uuid } of hits) {
          const text = JSON.stringify(before.get(uuid) ?? '')
          const fits = text.includes(two) || text.replaceAll(/\D/g, '').includes(two.slice(1))
          if (isUntouched(before, after, uuid) && !fits) throw new Error(`${uuid} is shown for ${two}`)
        }
        const hasNumber = before.get(wanted)?.phoneNumber === two
        const isShown = hits.length >= limit || hits.some(({ uuid }) => uuid === wanted)
        if (hasNumber && isUntouched(before, after, wanted) && !isShown)
          throw new Error(`${wanted}, who has the number ${two}, is not shown for it`)
      }
    },
})
