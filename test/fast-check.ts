import * as fc from 'fast-check'
import { seed, times } from './random-runs.ts'

/**
 * fast-check with the seed and the number of runs of the suite. A property that fails prints its seed and path;
 * `test/regressions/README.md` says how to repeat it and how to keep it.
 */
fc.configureGlobal({ seed })

export * from 'fast-check'

export function assert<Ts>(property: fc.IAsyncProperty<Ts>, parameters?: fc.Parameters<Ts>): Promise<void>
export function assert<Ts>(property: fc.IProperty<Ts>, parameters?: fc.Parameters<Ts>): void
export function assert<Ts>(property: fc.IRawProperty<Ts>, parameters: fc.Parameters<Ts> = {}): Promise<void> | void {
  return fc.assert(property, { ...parameters, numRuns: (parameters.numRuns ?? 100) * times })
}
