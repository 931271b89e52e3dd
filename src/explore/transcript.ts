/** What happened in a world, in order. */

export interface ExploredStep {
  readonly by: 'client' | 'world'
  readonly text: string
}

/** An entry, and the key by which similar entries are merged into one. */
interface Noted extends ExploredStep {
  readonly kind: string
}

/** From this number on, similar requests in a row are written as one entry. */
const minFolded = 3

export class Transcript {
  readonly #entries: Noted[] = []

  /** Notes what happened. Requests of one `kind` differ in what they are about, and not in what the client does. */
  note(by: ExploredStep['by'], text: string, kind = text): void {
    this.#entries.push({ by, text, kind })
  }

  /** All that happened; what was done several times in a row is said once. */
  get steps(): ExploredStep[] {
    return runsOf(this.#entries).flatMap((run) => {
      const [first] = run
      if (!first) return []
      const { by, text } = first
      const isOne = run.every((entry) => entry.text === text)
      if (run.length === 1) return [{ by, text }]
      if (isOne) return [{ by, text: `${text}, ${run.length} times` }]
      return run.length < minFolded ? run : [{ by, text: `${text}, and ${run.length - 1} more like it` }]
    })
  }

  /** The whole, to compare two runs. */
  get text(): string {
    return this.#entries.map(({ by, text }) => `${by} ${text}`).join('\n')
  }
}

function runsOf(entries: readonly Noted[]): Noted[][] {
  const runs: Noted[][] = []
  for (const entry of entries) {
    const last = runs.at(-1)
    if (last?.[0]?.kind === entry.kind) last.push(entry)
    else runs.push([entry])
  }
  return runs
}
