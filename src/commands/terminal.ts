/** The streams and signals of a command. */
export interface Terminal {
  out(text: string): void
  err(text: string): void
  /** Resolves when all of `out` is written: with the reason if output was lost, else with undefined. */
  lost(): Promise<string | undefined>
  readonly env: Readonly<Record<string, string | undefined>>
  /** Whether `out` and `err` are terminals. */
  readonly isTty: { readonly out: boolean; readonly err: boolean }
  /**
   * Resolves when the command is asked to stop: with the exit code of one that could not finish. Until this is
   * looked at, a signal ends the process, as it should while something is read that may never end.
   */
  readonly stopped: Promise<number>
  /** Resolves when the standard input has ended. Reading starts with the first access. */
  readonly inputEnded: Promise<void>
  /** Calls back on each signal to save. */
  onSave(listener: () => void): void
}

/** Ends a command with a sentence. The exit code is 2 for wrong usage or missing input, and another if the command was stopped. */
export class CommandError extends Error {
  readonly exitCode: number

  constructor(message: string, exitCode = 2) {
    super(message)
    this.exitCode = exitCode
  }
}

/** Returns the code of a system error, or an empty text. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

const codes = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, blue: 34, magenta: 35, cyan: 36 } as const
export type Style = keyof typeof codes
export type Paint = (style: Style, text: string) => string

/** Uses colours on a terminal unless NO_COLOR is set, and elsewhere only if FORCE_COLOR is set. */
export function painter({ env, isTty }: Terminal): Paint {
  const forced = env['FORCE_COLOR'] !== undefined && env['FORCE_COLOR'] !== '0'
  const coloured = !env['NO_COLOR'] && env['FORCE_COLOR'] !== '0' && (forced || (isTty.out && env['TERM'] !== 'dumb'))
  return coloured ? (style, text) => `\u001B[${codes[style]}m${text}\u001B[0m` : (_style, text) => text
}

/** Removes control characters from foreign text. */
export function plain(text: string): string {
  // oxlint-disable-next-line no-control-regex
  return text.replaceAll(/[\u0000-\u001F\u007F-\u009F]/g, '\uFFFD')
}
