import { nearest } from '../contract/nearest.ts'
import { show } from '../contract/problems.ts'
import { version } from '../contract/version.ts'
import { checkCommand, checkUsage } from './check/check-command.ts'
import { docsCommand, docsUsage } from './docs-command.ts'
import { asks, type CommandUsage, unknownVariables } from './flags.ts'
import { helpOf } from './help.ts'
import { openApiCommand, openApiUsage } from './openapi-command.ts'
import { serveCommand } from './serve-command.ts'
import { serveUsage } from './serve-flags.ts'
import { snapshotCommand, snapshotUsage } from './snapshot/snapshot-command.ts'
import { CommandError, painter, type Terminal } from './terminal.ts'

/** Finds and runs the command, and returns its exit code. */

interface Command {
  readonly usage: CommandUsage
  run(args: readonly string[], terminal: Terminal): Promise<number>
}

const serving: Command = { usage: serveUsage, run: serveCommand }

const commands: Readonly<Record<string, Command>> = {
  openapi: { usage: openApiUsage, run: openApiCommand },
  check: { usage: checkUsage, run: checkCommand },
  snapshot: { usage: snapshotUsage, run: snapshotCommand },
  docs: { usage: docsUsage, run: docsCommand },
}

/** Runs a command. Returns 0 for success, 1 for a finding, 2 for a command that could not run, and 128 + signal if it was stopped. */
export async function main(args: readonly string[], terminal: Terminal): Promise<number> {
  try {
    const [first = '', ...rest] = args
    warnOfVariables(terminal)
    if (first === '' || first.startsWith('-')) return await run(serving, args, terminal)
    const command = Object.hasOwn(commands, first) ? commands[first] : undefined
    if (!command) throw unknownCommand(first)
    return await run(command, rest, terminal)
  } catch (error) {
    if (!(error instanceof CommandError)) throw error
    terminal.err(`callcamp-mock: ${error.message}\n`)
    return error.exitCode
  }
}

/** Warns about misspelt variables, which would be ignored silently. */
function warnOfVariables(terminal: Terminal): void {
  const tables = [serving, ...Object.values(commands)].map(({ usage }) => usage.flags)
  for (const line of unknownVariables(tables, terminal.env)) terminal.err(`callcamp-mock: ${line}\n`)
}

async function run(command: Command, args: readonly string[], terminal: Terminal): Promise<number> {
  const told = toldOf(command, args, terminal)
  // A server keeps running when its output can't be written.
  if (told === undefined && command === serving) return command.run(args, terminal)
  if (told !== undefined) terminal.out(told)
  const exitCode = told === undefined ? await command.run(args, terminal) : 0
  const lost = await terminal.lost()
  if (lost !== undefined) throw new CommandError(`The output can't be written: ${lost}`, 1)
  return exitCode
}

/** Returns the help or the version, if the arguments ask for it. */
function toldOf(command: Command, args: readonly string[], terminal: Terminal): string | undefined {
  if (asks(command.usage, args, 'help'))
    return helpOf(command.usage, painter(terminal), command === serving ? overview() : [])
  return asks(command.usage, args, 'version') ? `${version}\n` : undefined
}

function overview(): string[] {
  const lines = Object.entries(commands).map(
    ([name, { usage }]) => `  callcamp-mock ${name.padEnd(10)} ${firstSentence(usage.summary)}`,
  )
  return ['', 'Other commands, each with a --help of its own:', ...lines]
}

function firstSentence(text: string): string {
  return text.replace(/[.:](?:\s|$).*/s, '')
}

/** What other tools call the command that starts the server. */
const serverWords = ['serve', 'server', 'start', 'run']

function unknownCommand(name: string): CommandError {
  const guess = nearest(name, [...Object.keys(commands), ...serverWords])
  const meant =
    guess === undefined
      ? '.'
      : serverWords.includes(guess)
        ? '; callcamp-mock without a command starts the server.'
        : `; did you mean ${guess}?`
  return new CommandError(`There is no command ${show(name)}${meant} See --help`)
}
