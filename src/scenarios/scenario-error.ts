import type { FieldError } from '../contract/problems.ts'

/** How many errors are listed. */
const maxListedErrors = 25
/** A document with this many errors is refused without reading its other rows. */
export const maxErrors = 1_000

/** Throws an error that lists what is wrong with a scenario document, if anything is. */
export function refuse(source: string, errors: readonly FieldError[]): void {
  if (errors.length > 0) throw new ScenarioError(source, errors)
}

/** All errors of a scenario document: the path, what was expected, and what was received. */
export class ScenarioError extends TypeError {
  override readonly name = 'ScenarioError'
  /** The file or the name of the scenario. */
  readonly source: string
  readonly errors: readonly FieldError[]

  constructor(source: string, errors: readonly FieldError[]) {
    const lines = errors.slice(0, maxListedErrors).map(({ field, message }) => `\n- ${field} ${message}`)
    const atLeast = errors.length < maxErrors ? '' : 'at least '
    const more = errors.length > maxListedErrors ? `\n- and ${atLeast}${errors.length - maxListedErrors} more` : ''
    super(`${source} is not a valid scenario:${lines.join('')}${more}`)
    this.source = source
    this.errors = errors
  }
}
