import { internals } from '../engine/internals.ts'
import type { Mock } from '../mock.ts'
import { StoredStates } from '../transports/persistence/stored-states.ts'
import type { Persistence } from '../transports/persistence/persistence.ts'

/** Runs a function that reads or changes a mock, in its turn among all tabs. */
export type RunInTurn = <Result>(run: () => Result) => Promise<Result>

/** The states of this page: one mock writes to each. */
const storedStates = new StoredStates()

/** Keeps the state of a mock in the browser. */
export class KeptMock {
  readonly #mock: Mock
  readonly #persist: 'session' | 'local'
  #opening: Promise<Persistence | undefined> | undefined
  #persistence: Persistence | undefined

  constructor(mock: Mock, persist: 'session' | 'local') {
    this.#mock = mock
    this.#persist = persist
  }

  /** Restores the state that was kept, and keeps it from now on. After a stop, it only resumes. */
  async start(): Promise<void> {
    const mock = this.#mock
    const { edition, baseUrl } = mock.info
    const parts = { ...mock[internals].parts, back: (id: number) => void mock.history.back(id) }
    this.#opening ??= storedStates.open(parts, {
      persist: this.#persist,
      edition,
      baseUrl,
      // oxlint-disable-next-line no-console
      warn: (message) => console.warn(`callcamp-mock: ${message}`),
    })
    this.#persistence = await this.#opening
    if (this.#persistence) await storedStates.resume(this.#persistence)
  }

  stop(): void {
    void this.#persistence?.close()
  }

  readonly runInTurn: RunInTurn = (run) => (this.#persistence ? this.#persistence.turn(run) : Promise.resolve(run()))
}
