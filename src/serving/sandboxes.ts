import { Problem, show } from '../contract/problems.ts'
import type { Mock } from '../mock.ts'
import { machineTime } from '../world/clock.ts'

/** The sandboxes of a server: made when first asked for, capped, and forgotten when nobody uses them. */

export interface SandboxLimits {
  /** How many there may be. */
  readonly most: number
  /** Milliseconds without a request after which one is forgotten. */
  readonly idle: number
}

export const defaultSandboxLimits: SandboxLimits = { most: 1_000, idle: 1_800_000 }

interface Use {
  at: number
  /** How many streams of events look at it. */
  holds: number
}

export class SandboxKeeper {
  readonly #mock: Mock
  readonly #limits: SandboxLimits
  readonly #report: (text: string) => void
  #hasReported = false
  /** Least recently used first. */
  readonly #uses = new Map<string, Use>()

  /** Tells when one that may still be wanted is forgotten for the first time. */
  constructor(mock: Mock, limits: SandboxLimits, report: (text: string) => void) {
    this.#mock = mock
    this.#limits = limits
    this.#report = report
  }

  /** The sandbox of this name. A refusal where the name can't be one, or all places are taken by sandboxes in use. */
  use(name: string): Mock | Problem {
    if (!isName(name))
      return new Problem(400, 'The request is not valid: 1 field needs attention', {
        errors: [{ field: 'sandbox', message: `must have 1 to 100 of A-Z a-z 0-9 . _ -; received ${show(name)}` }],
      })
    const { sandboxes } = this.#mock
    if (!sandboxes.has(name) && sandboxes.size >= this.#limits.most && !this.#makeRoom()) {
      return new Problem(503, `There are ${this.#limits.most} sandboxes already, all of them in use`, {
        headers: { 'retry-after': '1' },
      })
    }
    const use = sandboxes.has(name) ? this.#uses.get(name) : undefined
    this.#uses.delete(name)
    this.#uses.set(name, { at: machineTime(), holds: use?.holds ?? 0 })
    return this.#mock.sandbox(name)
  }

  /** Keeps a sandbox until the function it answers is called. */
  hold(name: string): () => void {
    const use = this.#uses.get(name)
    if (!use) return () => {}
    use.holds += 1
    return () => {
      use.holds -= 1
      use.at = machineTime()
    }
  }

  /** Forgets what nobody has used for long. */
  sweep(): void {
    const { sandboxes } = this.#mock
    const before = machineTime() - this.#limits.idle
    for (const [name, { at, holds }] of this.#uses) {
      if (!sandboxes.has(name)) this.#uses.delete(name)
      else if (holds === 0 && at < before) this.#drop(name)
    }
    // Some may have been made past this keeper: from now on their time runs too.
    for (const name of sandboxes.keys())
      if (!this.#uses.has(name)) this.#uses.set(name, { at: machineTime(), holds: 0 })
  }

  #makeRoom(): boolean {
    this.sweep()
    if (this.#mock.sandboxes.size < this.#limits.most) return true
    for (const [name, { holds }] of this.#uses) {
      if (holds > 0) continue
      this.#drop(name)
      this.#tellOnce(name)
      return true
    }
    return false
  }

  #tellOnce(name: string): void {
    if (this.#hasReported) return
    this.#hasReported = true
    const { most } = this.#limits
    this.#report(
      `The sandbox ${show(name)} and its data are forgotten to make room for another, and so will be more: ${most === 1 ? 'only 1 is' : `${most} are`} kept. To keep more, set sandboxes.most (--sandboxes)`,
    )
  }

  #drop(name: string): void {
    this.#uses.delete(name)
    this.#mock.dropSandbox(name)
  }
}

function isName(name: string): boolean {
  return /^[A-Za-z0-9._-]{1,100}$/.test(name)
}
