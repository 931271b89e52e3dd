import { toFieldErrors } from '../contract/field-errors.ts'
import { callOutcomes, simulatorDefaults, simulatorSettings, type SimulatorSettings } from '../contract/simulator.ts'

/** The complete settings of one campaign, converted for the simulator. */
export interface CampaignSettings {
  readonly progression: NonNullable<SimulatorSettings['progression']>
  readonly concurrency: number
  readonly maxAttempts: number
  /** Milliseconds until the next attempt, by attempt. The last one repeats. */
  readonly retryDelays: readonly number[]
  readonly talkSeconds: readonly [number, number]
  readonly ringSeconds: number
  readonly busySeconds: number
  /** Cumulative weights, in the order of `callOutcomes`. */
  readonly weights: readonly number[]
}

/** Settings of the campaign take precedence over those of the mock, and those over the defaults. */
export function toCampaignSettings(own: SimulatorSettings | null, settings: SimulatorSettings): CampaignSettings {
  const defaults: Required<SimulatorSettings> = simulatorDefaults
  const setting = <Key extends keyof SimulatorSettings>(key: Key) => own?.[key] ?? settings[key] ?? defaults[key]
  const outcomes = setting('outcomes')
  let total = 0
  return {
    progression: setting('progression'),
    concurrency: setting('concurrency'),
    maxAttempts: setting('maxAttempts'),
    // Delays are rounded up to whole seconds, as timestamps have: otherwise some would look too short.
    retryDelays: setting('retryDelays').map((minutes) => Math.ceil(minutes * 60) * 1_000),
    talkSeconds: setting('talkSeconds'),
    ringSeconds: setting('ringSeconds'),
    busySeconds: setting('busySeconds'),
    weights: callOutcomes.map((outcome) => (total += outcomes[outcome] ?? 0)),
  }
}

/** Checks settings of a user. Throws a TypeError that names each wrong one. */
export function parseSettings(input: unknown): SimulatorSettings {
  const { success, data, error } = simulatorSettings.safeParse(input)
  if (success) return data
  const lines = toFieldErrors(error.issues, input, 'simulator', simulatorSettings).map(
    ({ field, message }) => `${field} ${message}`,
  )
  throw new TypeError(`Not a setting of the simulator: ${lines.join('; ')}`)
}
