import type { Change } from './entries.ts'

/** The changes of this tab that are not written yet, oldest first. */
export class OwnChanges {
  #changes: Change[] = []

  get isEmpty(): boolean {
    return this.#changes.length === 0
  }

  /** Whether one of them undoes steps that are written already. */
  get undoWritten(): boolean {
    return this.#changes.some((change) => 'undone' in change)
  }

  add(change: Change): void {
    this.#changes.push(change)
  }

  /** Notes that the newest steps were undone. Steps that are not written yet need not be written at all. */
  undo(count: number): void {
    let left = count
    for (let last = this.#changes.at(-1); left > 0 && last && 'step' in last; last = this.#changes.at(-1)) {
      this.#changes.pop()
      left -= 1
    }
    if (left > 0) this.#changes.push({ undone: left })
  }

  /** Returns all changes and forgets them. */
  take(): Change[] {
    const changes = this.#changes
    this.#changes = []
    return changes
  }
}
