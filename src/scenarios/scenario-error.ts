import type { FieldError } from '../contract/problems.ts'

/** More than this tells nothing new. */
const shown = 25

/** What is wrong with a scenario document, all of it at once: where, what was expected, what came. */
export class ScenarioError extends TypeError {
  override readonly name = 'ScenarioError'
  /** The file or scenario. */
  readonly source: string
  readonly errors: readonly FieldError[]

  constructor(source: string, errors: readonly FieldError[]) {
    const lines = errors.slice(0, shown).map(({ field, message }) => `\n- ${field} ${message}`)
    const more = errors.length > shown ? `\n- and ${errors.length - shown} more` : ''
    super(`${source} is not a valid scenario:${lines.join('')}${more}`)
    this.source = source
    this.errors = errors
  }
}
