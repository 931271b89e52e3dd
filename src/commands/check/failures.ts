import { AskError } from '../account.ts'

/** Skips requests that are not worth sending: a server that is down must not cost the time limit for each of them. */

/** After so many failures, a path is not requested again. */
const maxOfPath = 2
/** After so many failing paths in a row, an operation is skipped. */
const maxOfOperation = 3
/** After so many skipped operations in a row, everything is skipped. */
const maxOperations = 2

export class Failures {
  readonly #ofPath = new Map<string, number>()
  /** The paths of an operation that failed since its last answer. */
  readonly #ofOperation = new Map<string, Set<string>>()
  /** The operations that were skipped since the last answer. */
  readonly #silent = new Set<string>()
  #last: AskError | undefined
  #isOver = false

  /** Throws if a request is pointless. */
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
