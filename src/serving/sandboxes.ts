import type { ForgetReason } from '../control/feed.ts'
import { type Problem, problems, show } from '../contract/problems.ts'
import type { Mock } from '../mock.ts'
import { machineTime } from '../world/clock.ts'

/** The sandboxes of a server: made when first asked for, capped, and forgotten when nobody uses them. */

export interface SandboxLimits {
  /** How many there may be. */
  readonly most: number
  /** Milliseconds without a request after which one is forgotten; 0 for never. */
  readonly idle: number
}

export const defaultSandboxLimits: SandboxLimits = { most: 1_000, idle: 1_800_000 }

export interface SandboxHooks {
  /** A sandbox was made. */
  made(sandbox: Mock, name: string): void
  /** A sandbox was dropped from the mock. */
  forgotten(sandbox: Mock, name: string, reason: ForgetReason): void
  /** People should know. */
  report(text: string): void
}

export class SandboxKeeper {
  readonly #mock: Mock
  readonly #limits: SandboxLimits
  readonly #hooks: SandboxHooks
  #hasReported = false
  /** When each was used last; least recently used first. */
  readonly #uses = new Map<string, number>()

  /** Reports when one that may still be wanted is forgotten for the first time. */
  constructor(mock: Mock, limits: SandboxLimits, hooks: SandboxHooks) {
    this.#mock = mock
    this.#limits = limits
    this.#hooks = hooks
  }

  /** The sandbox of this name; a refusal where the name can't be one. */
  use(name: string): Mock | Problem {
    const refusal = refusalOf(name)
    if (refusal) return refusal
    const { sandboxes } = this.#mock
    const known = sandboxes.get(name)
    if (!known) this.#makeRoom()
    this.#uses.delete(name)
    this.#uses.set(name, machineTime())
    if (known) return known
    const made = this.#mock.sandbox(name)
    this.#hooks.made(made, name)
    return made
  }

  /** Forgets what nobody has used for long. */
  sweep(): void {
    const { sandboxes } = this.#mock
    const { idle } = this.#limits
    const before = idle === 0 ? Number.NEGATIVE_INFINITY : machineTime() - idle
    for (const [name, at] of this.#uses) {
      if (!sandboxes.has(name)) this.#uses.delete(name)
      else if (at < before) this.forget(name, 'idle')
    }
    // Some may have been made past this keeper: from now on their time runs too.
    for (const name of sandboxes.keys()) if (!this.#uses.has(name)) this.#uses.set(name, machineTime())
  }

  forget(name: string, reason: ForgetReason): void {
    const sandbox = this.#mock.sandboxes.get(name)
    this.#uses.delete(name)
    if (!sandbox) return
    this.#mock.dropSandbox(name)
    this.#hooks.forgotten(sandbox, name, reason)
  }

  #makeRoom(): void {
    if (this.#mock.sandboxes.size < this.#limits.most) return
    this.sweep()
    for (const name of this.#uses.keys()) {
      if (this.#mock.sandboxes.size < this.#limits.most) return
      this.forget(name, 'sandboxes')
      this.#reportOnce(name)
    }
  }

  #reportOnce(name: string): void {
    if (this.#hasReported) return
    this.#hasReported = true
    const { most } = this.#limits
    this.#hooks.report(
      `The sandbox ${show(name)} and its data are forgotten to make room for another, and so will be more: ${most === 1 ? 'only 1 is' : `${most} are`} kept. To keep more, set sandboxes.most (--sandboxes)`,
    )
  }
}

function refusalOf(name: string): Problem | undefined {
  if (/^[A-Za-z0-9._-]{1,100}$/.test(name)) return undefined
  return problems.invalid([
    { field: 'sandbox', message: `must have 1 to 100 of A-Z a-z 0-9 . _ -; received ${show(name)}` },
  ])
}
