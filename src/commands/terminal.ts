/** Where a command writes, and what it may know of its surroundings. */
export interface Terminal {
  out(text: string): void
  err(text: string): void
  /** Why what was written to `out` is lost, as soon as all of it is written; undefined where it is not, or where nobody reads on. */
  lost(): Promise<string | undefined>
  readonly env: Readonly<Record<string, string | undefined>>
  /** Whether `out` and `err` reach a person's screen. */
  readonly isTty: { readonly out: boolean; readonly err: boolean }
  /**
   * Resolves when the command is asked to stop: with the exit code of one that could not finish. Until this is
   * looked at, a signal ends the process, as it should while something is read that may never end.
   */
  readonly stopped: Promise<number>
  /** Resolves when the standard input has ended. It is read from the first time on that this is looked at. */
  readonly inputEnded: Promise<void>
  /** Calls back whenever the command is asked to save what it holds. */
  onSave(listener: () => void): void
}

/** A command that can't go on, in a sentence. The exit code is 2: wrong usage, or nothing to work with; another where it was stopped. */
export class CommandError extends Error {
  readonly exitCode: number

  constructor(message: string, exitCode = 2) {
    super(message)
    this.exitCode = exitCode
  }
}

/** The code of what the system refused; empty where it tells none. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

const codes = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, blue: 34, magenta: 35, cyan: 36 } as const
export type Style = keyof typeof codes
export type Paint = (style: Style, text: string) => string

/** Colours where a person watches, unless they are not wanted (NO_COLOR), and elsewhere where they are (FORCE_COLOR). */
export function painter({ env, isTty }: Terminal): Paint {
  const forced = env['FORCE_COLOR'] !== undefined && env['FORCE_COLOR'] !== '0'
  const coloured = !env['NO_COLOR'] && env['FORCE_COLOR'] !== '0' && (forced || (isTty.out && env['TERM'] !== 'dumb'))
  return coloured ? (style, text) => `\u001B[${codes[style]}m${text}\u001B[0m` : (_style, text) => text
}

/** Text from outside, with nothing in it that a terminal would obey. */
export function plain(text: string): string {
  // oxlint-disable-next-line no-control-regex
  return text.replaceAll(/[\u0000-\u001F\u007F-\u009F]/g, '\uFFFD')
}
