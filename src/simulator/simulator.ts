import type { PendingEvent } from '../contract/scenarios.ts'
import type { CallOutcome, SimulatorSettings } from '../contract/simulator.ts'
import type { Change, World } from '../world/world.ts'

export interface Stats {
  readonly attempts: number
}

export class Simulator {
  readonly #world: World
  readonly enabled = false
  constructor(world: World, _settings: SimulatorSettings | false) {
    this.#world = world
  }
  configure(_settings: SimulatorSettings): void {}
  outcome(_target: string, _outcomes: readonly CallOutcome[]): void {}
  advanceTo(ms: number): void {
    this.#world.clock.moveTo(ms)
  }
  step(): boolean {
    return false
  }
  runToEnd(): void {}
  settle(): void {}
  changed(_changes: readonly Change[]): void {}
  pending(): readonly PendingEvent[] {
    return []
  }
  restore(_pending: readonly PendingEvent[]): void {}
  reset(_settings?: SimulatorSettings | false): void {}
  stats(_campaignUuid?: string): Stats {
    return { attempts: 0 }
  }
}
