import { editions } from '../contract/editions.ts'
import { defaultHost, defaultPort, type ServeOptions } from '../serving/options.ts'
import { defaultSandboxLimits } from '../serving/sandboxes.ts'
import { type CommandUsage, type Given, helpFlags, type Parsed, read } from './flags.ts'

export const serveUsage: CommandUsage = {
  usage: 'callcamp-mock [flags]',
  summary: 'Serves a mock of the Call Camp API: stateful, seeded, with calls that happen by themselves.',
  operands: [],
  flags: {
    port: {
      short: 'p',
      value: 'n',
      group: 'Where',
      help: 'The port to listen at; 0 takes any that is free.',
      fallback: String(defaultPort),
    },
    host: {
      value: 'address',
      group: 'Where',
      help: 'The address to listen at; 0.0.0.0 for every network.',
      fallback: defaultHost,
    },
    open: { group: 'Where', help: 'Opens the inspector in a browser.' },
    scenario: {
      short: 's',
      value: 'name|file',
      group: 'What',
      help: 'The data to start with: a scenario by name, or a file.json.',
      fallback: 'demo',
    },
    watch: { group: 'What', help: 'Starts anew whenever the scenario file changes, sandboxes too.' },
    seed: { value: 'n', group: 'What', help: 'What all chance is drawn from.', fallback: "the scenario's" },
    edition: {
      value: editions.join('|'),
      group: 'What',
      help: 'Which of the two documented wire formats is spoken.',
      fallback: 'hosted',
    },
    now: { value: 'iso', group: 'Time', help: 'The moment to start at.', fallback: "the scenario's" },
    frozen: { group: 'Time', help: 'Lets time stand until it is moved.' },
    speed: { value: 'n', group: 'Time', help: 'Virtual seconds in a real one.', fallback: '1' },
    'no-simulator': { group: 'Time', help: 'Makes no calls.' },
    latency: { value: 'ms', group: 'Behaviour', help: 'How long answers wait; 100-400 for a range.', fallback: '0' },
    auth: { value: 'key', repeatable: true, group: 'Behaviour', help: 'Refuses requests without this key.' },
    'rate-limit': { value: 'n', group: 'Behaviour', help: 'Refuses more than n requests a minute of virtual time.' },
    strict: { group: 'Behaviour', help: 'Refuses unknown keys instead of warning.' },
    sandboxes: {
      value: 'n',
      group: 'Behaviour',
      help: 'Keeps n sandboxes; the one not used for longest goes first.',
      fallback: String(defaultSandboxLimits.most),
    },
    'no-control': { group: 'Behaviour', help: 'Serves neither control API nor inspector.' },
    log: { value: 'pretty|json', group: 'Output', help: 'How requests are told.', fallback: 'pretty' },
    quiet: { short: 'q', group: 'Output', help: 'Tells nothing but errors.' },
    version: { short: 'v', group: 'Other', help: 'Says the version.' },
    ...helpFlags,
  },
  examples: [
    ['', 'the demo at http://127.0.0.1:3000'],
    ['--scenario retry-storm --speed 60', 'a minute passes in a second'],
    ['--scenario ./ours.json --watch --port 0', 'your own data, anew with every change'],
    ['--auth secret --rate-limit 100 --latency 100-400', 'like a server that is far away'],
  ],
}

type LogFormat = 'pretty' | 'json'

export interface ServeCommand {
  readonly options: ServeOptions & { readonly port: number; readonly host: string }
  /** A name, or a path where `isFile` says so. */
  readonly scenario: string
  readonly isFile: boolean
  readonly watch: boolean
  readonly open: boolean
  readonly log: LogFormat
  readonly quiet: boolean
}

/** Only what is named like a file is looked for on disk. */
const fileName = /\.json$|[\\/]/

export function readServeFlags(parsed: Parsed): ServeCommand {
  const number = (name: string, least: number, most: number, whole = true) =>
    read.number(parsed.get(name), { least, most, whole })
  const scenario = read.text(parsed.get('scenario')) ?? 'demo'
  const keys = parsed.all('auth').map((key: Given) => key.text)
  return {
    scenario,
    isFile: fileName.test(scenario),
    watch: parsed.has('watch'),
    open: parsed.has('open'),
    log: read.oneOf(parsed.get('log'), ['pretty', 'json']) ?? 'pretty',
    quiet: parsed.has('quiet'),
    options: {
      port: number('port', 0, 65_535) ?? defaultPort,
      host: read.text(parsed.get('host')) ?? defaultHost,
      seed: read.seed(parsed.get('seed')),
      edition: read.oneOf(parsed.get('edition'), editions),
      now: read.moment(parsed.get('now')),
      clock: parsed.has('frozen') ? 'frozen' : 'ticking',
      speed: number('speed', 0, 1_000_000, false),
      latency: read.latency(parsed.get('latency')),
      rateLimit: number('rate-limit', 1, 1_000_000_000),
      auth: keys.length > 0 ? { keys } : undefined,
      strict: parsed.has('strict') || undefined,
      simulator: parsed.has('no-simulator') ? false : undefined,
      sandboxes: { most: number('sandboxes', 1, 1_000_000) },
      control: !parsed.has('no-control'),
    },
  }
}
