import { type CommandUsage, envName, type Flag, type Flags, helpFlags } from './flags.ts'
import type { Paint } from './terminal.ts'

/** The text of `--help`. */

export function helpOf(
  { usage, summary, flags, examples }: CommandUsage,
  paint: Paint,
  more: readonly string[] = [],
): string {
  const lines = [`${paint('bold', 'Usage:')} ${usage}`, '', summary, ...more]
  const width = Math.max(...Object.entries(flags).map(([name, flag]) => written(name, flag).length)) + 2
  const groups = [...new Set(Object.values(flags).map(({ group }) => group))]
  for (const group of groups) {
    lines.push('', paint('bold', `${group}:`))
    for (const [name, flag] of Object.entries(flags))
      if (flag.group === group) lines.push(lineOf(name, flag, width, paint))
  }
  lines.push('', paint('bold', 'Examples:'))
  for (const [command, meaning] of examples)
    lines.push(`  ${paint('cyan', `callcamp-mock${command && ` ${command}`}`)}`, `      ${meaning}`)
  lines.push(...variableLines(flags))
  return `${lines.join('\n')}\n`
}

/** Explains the environment variables of a command that has flags of its own. */
function variableLines(all: Flags): string[] {
  const flags = Object.entries(all).filter(([, { group }]) => group !== helpFlags.help.group)
  const plainNames = flags.flatMap(([name, { env }]) => (env === undefined ? [name] : []))
  // A name with a dash shows more of the rule.
  const example = plainNames.find((name) => name.includes('-')) ?? plainNames[0]
  if (example === undefined) return []
  const rules = [
    ...(flags.some(([, { value }]) => value === undefined) ? ['a switch is 1 or 0'] : []),
    ...(flags.some(([, { repeatable }]) => repeatable) ? ['commas separate the values of a repeatable flag'] : []),
  ]
  return [
    '',
    `Every flag except those under ${helpFlags.help.group} has an environment variable: --${example} is ${envName(example)}.`,
    ...flags.flatMap(([name, { env }]) => (env === undefined ? [] : [`--${name} is ${env}.`])),
    ...(rules.length === 0 ? [] : [`In a variable, ${rules.join(', and ')}.`]),
  ]
}

function written(name: string, { value, short }: Flag): string {
  return `${short ? `-${short}, ` : '    '}--${name}${value === undefined ? '' : ` <${value}>`}`
}

function lineOf(name: string, flag: Flag, width: number, paint: Paint): string {
  const { help, fallback, repeatable } = flag
  const left = written(name, flag)
  const notes = [...(repeatable ? ['repeatable'] : []), ...(fallback === undefined ? [] : [`default ${fallback}`])]
  const note = notes.length > 0 ? ` ${paint('dim', `(${notes.join(', ')})`)}` : ''
  return `  ${paint('green', left)}${' '.repeat(width - left.length)}${help}${note}`
}
