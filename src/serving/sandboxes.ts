import { z } from 'zod'
import type { ForgetReason } from '../control/feed.ts'
import { type Problem, problems, show } from '../contract/problems.ts'
import { sandboxName } from '../contract/sandbox-names.ts'
import type { Mock } from '../mock.ts'
import { machineTime } from '../world/clock.ts'

/** The sandboxes of a server: created on first use, limited in number, and forgotten when unused. */

export const sandboxLimits = z.strictObject({
  /** The maximum number of sandboxes. Default 1000. */
  most: z.int().min(1).max(1_000_000).default(1_000),
  /** Milliseconds without a request after which a sandbox is forgotten. 0 means never. */
  idle: z.int().min(0).max(2_592_000_000).default(1_800_000),
})
export interface SandboxLimits extends Readonly<z.output<typeof sandboxLimits>> {}

export interface SandboxHooks {
  /** A sandbox was made. */
  made(sandbox: Mock, name: string): void
  /** A sandbox was dropped from the mock. */
  forgotten(sandbox: Mock, name: string, reason: ForgetReason): void
  /** Writes a message for people. */
  report(text: string): void
}

export class SandboxKeeper {
  readonly #mock: Mock
  readonly #limits: SandboxLimits
  readonly #hooks: SandboxHooks
  #hasReported = false
  /** The time of the last use of each, least recently used first. */
  readonly #uses = new Map<string, number>()

  /** Reports once when a sandbox is forgotten that may still be wanted. */
  constructor(mock: Mock, limits: SandboxLimits, hooks: SandboxHooks) {
    this.#mock = mock
    this.#limits = limits
    this.#hooks = hooks
  }

  /** Returns the sandbox with this name, or a refusal if the name is not valid. */
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

  /** Returns the mock that a request is for: the one with this name, or the mock itself without a name. */
  mockOf(name: string | undefined): Mock | Problem {
    return name === undefined ? this.#mock : this.use(name)
  }

  /** Forgets sandboxes that were idle for too long. */
  sweep(): void {
    const { sandboxes } = this.#mock
    const { idle } = this.#limits
    const before = idle === 0 ? Number.NEGATIVE_INFINITY : machineTime() - idle
    for (const [name, at] of this.#uses) {
      if (!sandboxes.has(name)) this.#uses.delete(name)
      else if (at < before) this.forget(name, 'idle')
    }
    // Sandboxes that were created without this keeper count as used now.
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
  const { error } = sandboxName.safeParse(name)
  if (!error) return undefined
  return problems.invalid([{ field: 'sandbox', message: `${error.issues[0]?.message}; received ${show(name)}` }])
}
