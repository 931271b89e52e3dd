import { parseArgs } from 'node:util'
import { hourMs } from '../contract/durations.ts'
import { parseMoment } from '../contract/formats.ts'
import { nearest } from '../contract/nearest.ts'
import { show } from '../contract/problems.ts'
import { toMilliseconds } from '../contract/moments.ts'
import { CommandError, type Terminal } from './terminal.ts'

/** Flags as data: name, value and meaning. Parsing and help derive from it. */

export interface Flag {
  /** The placeholder of the value in the help. A flag without one is a switch. */
  readonly value?: string
  readonly short?: string
  /** Whether the flag may be given more than once. */
  readonly repeatable?: boolean
  /** The heading in the help. */
  readonly group: string
  readonly help: string
  /** What the documentation says besides. */
  readonly more?: string
  /** The default, as the help shows it. */
  readonly fallback?: string
  /** The environment variable, if the name of the flag has another meaning in another command. */
  readonly env?: string
  /** Parses the value. A flag without this function is a switch. */
  readonly read?: (given: Given | undefined, all: readonly Given[]) => unknown
}

export type Flags = Readonly<Record<string, Flag>>

/** What the help shows of a command. */
export interface CommandUsage {
  /** The word after `callcamp-mock`. */
  readonly usage: string
  readonly summary: string
  readonly flags: Flags
  /** Required arguments. */
  readonly operands: readonly string[]
  /** Whether more words may follow. */
  readonly takesWords?: boolean
  readonly examples: readonly (readonly [command: string, meaning: string])[]
}

/** The parsed values of a table of flags, by name. */
export type ValuesOf<Table extends Flags> = {
  readonly [Name in keyof Table]: Table[Name] extends { readonly read: (...given: never[]) => infer Value }
    ? Value
    : boolean
}

/** Parses all flags of a table. */
export function valuesOf<Table extends Flags>(table: Table, parsed: Parsed): ValuesOf<Table> {
  const values = Object.entries(table).map(([name, flag]) => [
    name,
    flag.read ? flag.read(parsed.get(name), parsed.all(name)) : parsed.has(name),
  ])
  return Object.fromEntries(values) as ValuesOf<Table>
}

export interface Parsed {
  readonly operands: readonly string[]
  /** Whether a switch is on. */
  has(name: string): boolean
  /** The given value, and its source: the flag or its environment variable. */
  get(name: string): Given | undefined
  all(name: string): readonly Given[]
}

export interface Given {
  readonly text: string
  readonly from: string
}

export const helpFlags = {
  help: { short: 'h', group: 'Other', help: 'Prints this help.' },
} as const satisfies Flags

/** Whether a switch is among the arguments, even if others are wrong: `--help`, `-h`, or a letter of `-qh`. */
export function asks({ flags }: Pick<CommandUsage, 'flags'>, args: readonly string[], name: string): boolean {
  const ends = args.indexOf('--')
  const short = flags[name]?.short
  const letters = Object.values(flags).flatMap((flag) => (flag.value === undefined && flag.short ? [flag.short] : []))
  const isMeant = (arg: string) =>
    arg === `--${name}` ||
    (short !== undefined &&
      /^-\w/.test(arg) &&
      arg.includes(short) &&
      Array.from(arg.slice(1)).every((letter) => letters.includes(letter)))
  return args.slice(0, ends === -1 ? undefined : ends).some(isMeant)
}

const envPrefix = 'CALLCAMP_MOCK_'

export function envName(name: string, flag?: Flag): string {
  return flag?.env ?? `${envPrefix}${name.toUpperCase().replaceAll('-', '_')}`
}

/** Variables that Kubernetes sets for a service named callcamp-mock. */
const fromKubernetes = /^CALLCAMP_MOCK_(?:SERVICE_|PORT_\d)/

/** Returns a sentence for each variable that looks like a flag of these tables but is not one. */
export function unknownVariables(tables: readonly Flags[], env: Terminal['env']): string[] {
  const known = tables.flatMap((table) => Object.entries(table).map(([name, flag]) => envName(name, flag)))
  return Object.keys(env)
    .filter((name) => name.startsWith(envPrefix) && !known.includes(name) && !fromKubernetes.test(name))
    .map((name) => {
      const guess = nearest(
        name.slice(envPrefix.length),
        known.map((one) => one.slice(envPrefix.length)),
      )
      return `${name} is not a variable of any command${guess ? `; did you mean ${envPrefix}${guess}?` : ''}`
    })
}

/** Parses arguments. Flags that are not given are read from the environment. */
export function parse(
  { flags, operands: wanted, takesWords = false, usage }: CommandUsage,
  args: readonly string[],
  { env }: Pick<Terminal, 'env'>,
): Parsed {
  const options = Object.fromEntries(
    Object.entries(flags).map(([name, { value, short }]) => [
      name,
      {
        type: value === undefined ? ('boolean' as const) : ('string' as const),
        multiple: true,
        ...(short && { short }),
      },
    ]),
  )
  const { tokens } = parseArgs({ args: [...args], options, strict: false, allowPositionals: true, tokens: true })
  const given = new Map<string, Given[]>()
  const operands: string[] = []
  for (const token of tokens) {
    if (token.kind === 'positional') operands.push(token.value)
    if (token.kind !== 'option') continue
    const flag = Object.hasOwn(flags, token.name) ? flags[token.name] : undefined
    if (!flag) throw unknownFlag(token.rawName, Object.keys(flags), usage)
    given.set(token.name, [...(given.get(token.name) ?? []), { text: valueOf(flag, token), from: `--${token.name}` }])
  }
  if (!takesWords) checkOperands(operands, wanted, usage)
  const all = (name: string): readonly Given[] => given.get(name) ?? fromEnvironment(name, flags[name], env)
  return { operands, all, get: (name) => all(name).at(-1), has: (name) => all(name).length > 0 }
}

function valueOf(
  flag: Flag,
  {
    rawName,
    value,
    inlineValue,
  }: { readonly rawName: string; readonly value: unknown; readonly inlineValue?: boolean | undefined },
): string {
  if (flag.value === undefined) {
    if (inlineValue) throw new CommandError(`${rawName} takes no value; received ${show(value)}`)
    return 'true'
  }
  if (typeof value !== 'string' || value === '' || (!inlineValue && value.startsWith('--')))
    throw new CommandError(`${rawName} needs a value: ${rawName} <${flag.value}>`)
  return value
}

function unknownFlag(rawName: string, known: readonly string[], usage: string): CommandError {
  const flag = /^[\w-]+$/.test(rawName) ? rawName : show(rawName)
  const guess = nearest(rawName.replace(/^-+/, ''), known)
  return new CommandError(`${flag} is not a flag of ${usage}${guess ? `; did you mean --${guess}?` : '.'} See --help`)
}

function checkOperands(operands: readonly string[], wanted: readonly string[], usage: string): void {
  const missing = wanted[operands.length]
  if (missing !== undefined) throw new CommandError(`${missing} is missing: ${usage}`)
  const extra = operands[wanted.length]
  if (extra !== undefined) throw new CommandError(`${show(extra)} has no meaning here: ${usage}`)
}

const bytesOfUnit: Readonly<Record<string, number>> = { k: 1_024, m: 1_048_576, g: 1_073_741_824 }

const off = new Set(['', '0', 'false', 'no', 'off'])
const on = new Set(['1', 'true', 'yes', 'on'])

/** A switch is on with `1`, `true`, `yes` or `on`. Commas separate the values of a repeatable flag. */
function fromEnvironment(name: string, flag: Flag | undefined, env: Terminal['env']): readonly Given[] {
  const from = envName(name, flag)
  const text = env[from]
  // Kubernetes sets this one for a service named callcamp-mock.
  if (name === 'port' && text?.startsWith('tcp://')) return []
  if (flag === undefined || text === undefined || text === '') return []
  if (flag.value === undefined) {
    if (!on.has(text.toLowerCase()) && !off.has(text.toLowerCase()))
      throw new CommandError(`${from} must be 1 or 0; received ${show(text)}`)
    return on.has(text.toLowerCase()) ? [{ text: 'true', from }] : []
  }
  if (!flag.repeatable) return [{ text, from }]
  return text.split(',').map((part) => ({ text: part.trim(), from }))
}

/** Parsers of flag values. Their errors say what is allowed. */
export const read = {
  /** A span of time in milliseconds: `90s`, `30m`, `2h`. */
  duration: (given: Given | undefined): number | undefined => {
    if (!given) return undefined
    if (given.text === '0') return 0
    try {
      return toMilliseconds(given.text)
    } catch {
      throw new CommandError(`${given.from} must be a time such as 90s, 30m or 2h; received ${show(given.text)}`)
    }
  },
  /** A number of bytes: `256m`, `2g`. */
  bytes(given: Given | undefined, least: number): number | undefined {
    if (!given) return undefined
    const [, amount, unit = ''] = /^(\d+(?:\.\d+)?)\s*([kmg]?)(?:i?b)?$/i.exec(given.text) ?? []
    const bytes = Math.floor(Number(amount) * (bytesOfUnit[unit.toLowerCase()] ?? 1))
    if (amount !== undefined && bytes >= least) return bytes
    throw new CommandError(
      `${given.from} must be a number of bytes such as 256m or 2g, from ${least / 1_048_576}m on; received ${show(given.text)}`,
    )
  },
  text: (given: Given | undefined) => given?.text,
  number(
    given: Given | undefined,
    { least, most, whole = false }: { readonly least: number; readonly most: number; readonly whole?: boolean },
  ): number | undefined {
    if (!given) return undefined
    const value = /^-?\d+(?:\.\d+)?$/.test(given.text) ? Number(given.text) : Number.NaN
    if (value >= least && value <= most && (!whole || Number.isInteger(value))) return value
    throw new CommandError(
      `${given.from} must be a ${whole ? 'whole ' : ''}number from ${least} to ${most}; received ${show(given.text)}`,
    )
  },
  seed: (given: Given | undefined): number | undefined => {
    return read.number(given, { least: Number.MIN_SAFE_INTEGER, most: Number.MAX_SAFE_INTEGER, whole: true })
  },
  oneOf<Value extends string>(given: Given | undefined, values: readonly Value[]): Value | undefined {
    if (!given) return undefined
    const value = values.find((one) => one === given.text)
    if (value !== undefined) return value
    const guess = nearest(given.text, values)
    throw new CommandError(
      `${given.from} must be one of ${values.join(', ')}; received ${show(given.text)}${guess ? `; did you mean ${guess}?` : ''}`,
    )
  },
  /** An address, or a path on the host of the document, without a trailing slash. */
  address: (given: Given | undefined): string | undefined => {
    if (!given) return undefined
    const { text, from } = given
    const { origin, pathname } = URL.canParse(text) ? new URL(text) : { origin: '', pathname: text }
    const isAddress = /^https?:\/\//.test(origin) || /^\/[^/]/.test(text)
    if (isAddress && !/[?#\s]/.test(text)) return `${origin}${pathname}`.replace(/\/+$/, '')
    throw new CommandError(
      `${from} must be an address such as https://api.example.com/v1, or a path such as /v1; received ${show(text)}`,
    )
  },
  moment: (given: Given | undefined): string | undefined => {
    if (given && parseMoment(given.text) === undefined)
      throw new CommandError(
        `${given.from} must be ISO 8601 with an offset, such as 2026-05-04T08:00:00Z; received ${show(given.text)}`,
      )
    return given?.text
  },
  /** Milliseconds, or a range of them: `200`, `100-400`. */
  latency: (given: Given | undefined): number | readonly [number, number] | undefined => {
    if (!given) return undefined
    const [, least, most] = /^(\d+)(?:-(\d+))?$/.exec(given.text) ?? []
    const range = [Number(least), Number(most ?? least)] as const
    if (least === undefined || range[0] > range[1] || range[1] > hourMs)
      throw new CommandError(
        `${given.from} must be milliseconds such as 200, or a range such as 100-400; received ${show(given.text)}`,
      )
    return most === undefined ? range[0] : range
  },
}
