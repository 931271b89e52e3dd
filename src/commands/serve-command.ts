import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { platform } from 'node:process'
import { controlPath } from '../contract/addressing.ts'
import { messageOf, show } from '../contract/problems.ts'
import type { Scenario } from '../contract/scenarios.ts'
import { isLoopback } from '../serving/guard.ts'
import { ListenError } from '../serving/listen-error.ts'
import { defaultMemoryBytes } from '../serving/memory.ts'
import { serve, type Served } from '../serving/serve.ts'
import { flawOfFile, replaceFile } from '../serving/replaced-file.ts'
import type { LogLine, TlsFiles } from '../transports/http-settings.ts'
import { banner, countsOf, jsonBanner } from './banner.ts'
import { parse } from './flags.ts'
import { boundHeapGrowth } from './heap-growth.ts'
import { readInput } from './input-file.ts'
import { isTold, jsonLine, prettyLine, prettyNotice } from './log-lines.ts'
import { readScenario, watchScenario } from './scenario-file.ts'
import { readServeFlags, type ServeCommand, serveUsage } from './serve-flags.ts'
import { CommandError, painter, type Terminal } from './terminal.ts'

/** Runs the server until it is stopped. */
export async function serveCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  const command = readServeFlags(parse(serveUsage, args, terminal))
  if (command.watch && !command.isFile) throw new CommandError('--watch needs a file: --scenario ./ours.json')
  // A pipe may never end, so signals are handled only after the scenario was read.
  const scenario = command.isFile ? readScenario(command.scenario) : command.scenario
  checkReadyFile(command)
  const { stopped } = terminal
  const stopBounding = boundHeapGrowth(command.options.memory ?? defaultMemoryBytes)
  const served = await start(command, scenario, terminal)
  try {
    announce(command, served, terminal)
  } catch (error) {
    stopBounding()
    await served.close()
    throw error
  }
  const stopWatching = command.watch ? watch(command, served, terminal) : () => {}
  terminal.onSave(() => void saved(served.save, terminal))
  await (command.exitsWithStdin ? Promise.race([stopped, terminal.inputEnded]) : stopped)
  stopWatching()
  stopBounding()
  if (command.readyFile !== undefined) rmSync(command.readyFile, { force: true })
  return saved(() => served.close(), terminal)
}

/** Saves, and reports why that failed. */
async function saved(run: () => void | Promise<void>, terminal: Terminal): Promise<number> {
  try {
    await run()
    return 0
  } catch (error) {
    terminal.err(`callcamp-mock: The state can't be saved: ${messageOf(error)}\n`)
    return 1
  }
}

async function start(command: ServeCommand, scenario: string | Scenario, terminal: Terminal): Promise<Served> {
  const { options, quiet } = command
  const paint = painter(terminal)
  let at = () => ''
  const log = quiet ? undefined : toLog(command, terminal, () => at())
  try {
    const served = await serve({
      ...options,
      scenario,
      tls: readTls(command),
      log,
      notice: (event) => tell(command, terminal, event, prettyNotice(event, paint)),
    })
    at = () => served.mock.clock.now()
    return served
  } catch (error) {
    throw explained(error, command)
  }
}

function toLog({ log }: ServeCommand, terminal: Terminal, at: () => string): (line: LogLine) => void {
  const paint = painter(terminal)
  return (line) => {
    if (isTold(line)) terminal.out(log === 'json' ? jsonLine(line, at()) : prettyLine(line, paint))
  }
}

/** Tells what happens beside requests: as fields for programs, as a text for people. */
function tell({ log, quiet }: ServeCommand, terminal: Terminal, fields: object, text: string): void {
  if (!quiet) terminal.out(log === 'json' ? `${JSON.stringify(fields)}\n` : text)
}

function readTls({ tls: { cert, key } }: ServeCommand): TlsFiles | undefined {
  if (cert === undefined && key === undefined) return undefined
  if (cert === undefined || key === undefined)
    throw new CommandError(`--cert and --key belong together; received only --${cert === undefined ? 'key' : 'cert'}`)
  return { cert: readPem('--cert', cert), key: readPem('--key', key) }
}

function readPem(flag: string, path: string): string {
  try {
    return readInput(path)
  } catch (error) {
    throw new CommandError(`${flag} can't be read: ${messageOf(error)}`)
  }
}

/** It is written when the server is ready; whether it can be is known before. */
function checkReadyFile({ readyFile, sourceOf }: ServeCommand): void {
  const flaw = readyFile === undefined ? undefined : flawOfFile(readyFile)
  if (flaw !== undefined)
    throw new CommandError(
      `${sourceOf('ready-file')} must be a file that can be written; received ${show(readyFile)}: ${flaw}`,
    )
}

function writeReadyFile(path: string, line: string, source: string): void {
  try {
    replaceFile(path, line)
  } catch (error) {
    throw new CommandError(`${source} can't be written: ${messageOf(error)}`)
  }
}

function announce(
  { options, scenario, watch, log, quiet, open, readyFile, sourceOf }: ServeCommand,
  served: Served,
  terminal: Terminal,
): void {
  const { control = true } = options
  if (open) openInBrowser(control ? `${served.url}${controlPath}/` : served.url)
  const line = jsonBanner(served)
  if (readyFile !== undefined) writeReadyFile(readyFile, line, sourceOf('ready-file'))
  const facts = { control, watched: watch ? scenario : undefined, isPublic: !isLoopback(served.host) }
  terminal.out(log === 'json' || quiet ? line : banner(served, facts, painter(terminal)))
}

function watch(command: ServeCommand, { mock }: Served, terminal: Terminal): () => void {
  const { scenario: path, options } = command
  const paint = painter(terminal)
  const keep = (reason: string) => terminal.err(`callcamp-mock: ${reason}\nThe data stay as they are.\n`)
  return watchScenario(
    path,
    (scenario) => {
      try {
        mock.load(scenario, { seed: options.seed })
        // Existing sandboxes would keep their old data. The next request creates them again.
        for (const name of mock.sandboxes.keys()) mock.dropSandbox(name)
        const event = { type: 'reload', at: mock.clock.now(), file: path }
        tell(command, terminal, event, `${paint('green', 'reloaded')} ${path}: ${countsOf(mock)}\n`)
      } catch (error) {
        keep(`The scenario ${path} can't be used: ${messageOf(error)}`)
      }
    },
    keep,
  )
}

/** Explains an error at the start to the user of the command. */
function explained(error: unknown, { scenario, isFile, sourceOf }: ServeCommand): unknown {
  if (error instanceof ListenError) return new CommandError(`${error.message}. See --help`)
  if (error instanceof TypeError)
    return new CommandError(
      isFile && error.name === 'ScenarioError'
        ? `The scenario ${scenario} can't be used: ${error.message}`
        : inFlags(error.message, sourceOf),
    )
  return error
}

/** The flags of options whose values are checked only by the server. */
const flagOfOption: Readonly<Record<string, string>> = {
  allowHosts: 'allow-host',
  'auth.keys': 'auth',
  'save.file': 'save',
  'save.sandboxes': 'save-sandboxes',
  socket: 'socket',
  'tls.cert': 'cert',
  'tls.key': 'key',
}

/** Names the flags or variables of the command, instead of the options that they set. */
function inFlags(message: string, sourceOf: ServeCommand['sourceOf']): string {
  return message.replaceAll(
    /(^serve: |; )([\w.]+)(?:\[(\d+)\])?(?= )/g,
    (whole, before: string, option: string, index?: string) => {
      const flag = Object.hasOwn(flagOfOption, option) ? flagOfOption[option] : undefined
      return flag === undefined ? whole : `${before === '; ' ? before : ''}${sourceOf(flag, Number(index ?? 0))}`
    },
  )
}

function openInBrowser(url: string): void {
  const [program, args] =
    platform === 'darwin'
      ? ['open', [url]]
      : platform === 'win32'
        ? ['cmd', ['/c', 'start', '', url]]
        : ['xdg-open', [url]]
  // If no browser opens, the banner still shows the address.
  spawn(program, args, { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref()
}
