import { AskError } from '../account.ts'

/** Which questions are not worth asking any more: a server that is gone must not take its time limit for each of them. */

/** A path that was asked so often without an answer is not asked again. */
const maxOfPath = 2
/** So many paths in a row without an answer: the operation is not asked any more. */
const maxOfOperation = 3
/** So many operations in a row that are not asked any more: nothing is. */
const maxOperations = 2

export class Failures {
  readonly #ofPath = new Map<string, number>()
  /** The paths of an operation that were not answered since one was. */
  readonly #ofOperation = new Map<string, Set<string>>()
  /** The operations that are not asked any more, since any was answered. */
  readonly #silent = new Set<string>()
  #last: AskError | undefined
  #isOver = false

  /** Throws where it is pointless to ask. */
  check(operation: string, path: string): void {
    const isSilent = (this.#ofOperation.get(operation)?.size ?? 0) >= maxOfOperation
    if (this.#last && (this.#isOver || isSilent || (this.#ofPath.get(path) ?? 0) >= maxOfPath))
      throw new AskError(`not asked any more: ${this.#last.message}`)
  }

  failed(operation: string, path: string, error: AskError): void {
    this.#last = error
    this.#ofPath.set(path, (this.#ofPath.get(path) ?? 0) + 1)
    const paths = this.#ofOperation.get(operation) ?? new Set()
    this.#ofOperation.set(operation, paths.add(path))
    if (paths.size >= maxOfOperation) this.#silent.add(operation)
    if (error.isFinal || this.#silent.size >= maxOperations) this.#isOver = true
  }

  answered(operation: string): void {
    this.#ofOperation.delete(operation)
    this.#silent.clear()
  }
}
