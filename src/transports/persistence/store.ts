import { type DBSchema, type IDBPObjectStore, openDB } from 'idb'
import { z } from 'zod'

/** The database of stored states: a head for each place, and the parts of its entries. */

export const keptText = z.object({ text: z.string(), sum: z.number() })
/** A text with its checksum. */
export interface KeptText extends Readonly<z.infer<typeof keptText>> {}

export type PartKey = [place: string, generation: string, entry: number, part: number]

/** A transaction writes everything or nothing. While it is open, only its own promises may be awaited. */
export interface KeptTransaction {
  head(place: string): Promise<unknown>
  putHead(place: string, head: KeptText): Promise<unknown>
  removeHead(place: string): Promise<unknown>
  places(): Promise<string[]>
  /** The parts from a key to the end of its generation, in order, and no more than `count`. */
  parts(from: PartKey, count: number): Promise<unknown[]>
  /** All parts from a key to the end of its generation, with their keys. */
  entries(from: PartKey): Promise<(readonly [PartKey, KeptText])[]>
  putPart(key: PartKey, part: KeptText): Promise<unknown>
  /** Removes the parts of a generation, or those of all generations. */
  removeParts(place: string, generation?: string): Promise<unknown>
}

/** Runs one transaction at a time, in all tabs together. */
export interface KeptStore {
  transact<Result>(
    mode: 'readonly' | 'readwrite',
    work: (transaction: KeptTransaction) => Promise<Result>,
  ): Promise<Result>
}

interface Schema extends DBSchema {
  heads: { key: string; value: KeptText }
  parts: { key: PartKey; value: KeptText }
}

/** Opens the database. Rejects if the browser blocks it. */
export async function openStore(): Promise<KeptStore> {
  const database = await openDB<Schema>('callcamp-mock', 1, {
    upgrade(fresh) {
      fresh.createObjectStore('heads')
      fresh.createObjectStore('parts')
    },
    // An open connection would block whoever deletes the database.
    blocking: (_old, _new, { target }) => target instanceof IDBDatabase && target.close(),
  })
  return {
    async transact(mode, work) {
      const transaction = database.transaction(['heads', 'parts'], mode, { durability: 'relaxed' })
      const { done } = transaction
      // The error of the work is thrown. The abort that it causes is not a second error.
      done.catch(() => {})
      try {
        const result = await work(toTransaction(transaction.objectStore('heads'), transaction.objectStore('parts')))
        await done
        return result
      } catch (error) {
        abort(transaction)
        throw error
      }
    },
  }
}

type Store<Name extends 'heads' | 'parts'> = IDBPObjectStore<Schema, ('heads' | 'parts')[], Name, IDBTransactionMode>

function toTransaction(heads: Store<'heads'>, parts: Store<'parts'>): KeptTransaction {
  return {
    head: (place) => heads.get(place),
    putHead: async (place, head) => heads.put?.(head, place),
    removeHead: async (place) => heads.delete?.(place),
    places: () => heads.getAllKeys(),
    parts: (from, count) => parts.getAll(IDBKeyRange.bound(from, endOf(from[0], from[1])), count),
    async entries(from) {
      const range = IDBKeyRange.bound(from, endOf(from[0], from[1]))
      const [keys, values] = await Promise.all([parts.getAllKeys(range), parts.getAll(range)])
      return values.flatMap((value, index) => {
        const key = keys[index]
        return key ? [[key, value] as const] : []
      })
    },
    putPart: async (key, part) => parts.put?.(part, key),
    removeParts: async (place, generation) =>
      parts.delete?.(IDBKeyRange.bound(startOf(place, generation), endOf(place, generation))),
  }
}

function startOf(place: string, generation?: string): PartKey {
  return [place, generation ?? '', Number.NEGATIVE_INFINITY, 0]
}

function endOf(place: string, generation?: string): PartKey {
  return [place, generation ?? '\uffff', Number.POSITIVE_INFINITY, 0]
}

function abort(transaction: { abort(): void }): void {
  try {
    transaction.abort()
  } catch {
    // The transaction has ended already.
  }
}
