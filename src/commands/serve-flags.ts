import { defaultServer } from '../contract/addressing.ts'
import { minuteMs } from '../contract/durations.ts'
import { defaultMemoryBytes } from '../serving/memory.ts'
import { minMemoryBytes, type ServeOptions } from '../serving/options.ts'
import { sandboxLimits } from '../serving/sandboxes.ts'
import { type CommandUsage, type Flags, type Given, helpFlags, type Parsed, read, valuesOf } from './flags.ts'
import { optionFlagsOf, readOptionFlags, settingsFlag } from './option-flags.ts'
import { CommandError } from './terminal.ts'

const wholeNumber = (most: number) => (given: Given | undefined) => read.number(given, { least: 1, most, whole: true })
const defaultLimits = sandboxLimits.parse({})
const logFormats = ['pretty', 'json'] as const
const defaultLog = 'pretty' satisfies LogFormat
const defaultScenario = 'demo'
const texts = (_given: Given | undefined, all: readonly Given[]) => all.map(({ text }) => text)

/** The flags of the server. Help, environment variables and values derive from this table. */
const serveFlags = {
  ...optionFlagsOf('Where'),
  cert: {
    value: 'file',
    group: 'Where',
    help: 'Serves https with this certificate.',
    env: 'CALLCAMP_MOCK_TLS_CERT',
    read: read.text,
  },
  key: {
    value: 'file',
    group: 'Where',
    help: 'The key of the certificate.',
    env: 'CALLCAMP_MOCK_TLS_KEY',
    read: read.text,
  },
  'base-url': {
    value: 'url',
    group: 'Where',
    help: 'The public address of the server, for OpenAPI and links.',
    more:
      'The API answers at `/api` all the same. If the address has a path, such as `/v1`, ' +
      'it answers at `/v1/api` too. The headers `X-Forwarded-Proto`, `-Host` and `-Prefix` set the address ' +
      'of one request, for links only.',
    read: read.address,
  },
  'allow-host': {
    value: 'name',
    repeatable: true,
    group: 'Where',
    help: 'A host name for the control API; .example.com for all below.',
    more: 'It does not stand for `example.com` itself.',
    read: texts,
  },
  open: { group: 'Where', help: 'Opens the inspector in a browser.' },
  scenario: {
    short: 's',
    value: 'name|file',
    group: 'What',
    help: 'The data to start with: a scenario by name, or a JSON file.',
    fallback: defaultScenario,
    read: read.text,
  },
  watch: { group: 'What', help: 'Loads the scenario file again when it changes, also in sandboxes.' },
  seed: {
    value: 'n',
    group: 'What',
    help: 'The start number of the random generator.',
    fallback: "the scenario's",
    read: read.seed,
  },
  ...optionFlagsOf('What'),
  save: {
    value: 'file',
    group: 'What',
    help: 'Keeps the state in this file: saved at the end and on SIGUSR2.',
    more: 'If the file exists, the server starts with its state, whatever `--scenario`, `--seed` and `--now` say. A clock that a request has stopped stands still again, unless the flags of the clock have changed. If another server has written it meanwhile, the state goes to `<file>.conflict-<pid>`.',
    read: read.text,
  },
  'save-sandboxes': {
    value: 'folder',
    group: 'What',
    help: 'Saves each sandbox in a file in this folder, which servers can share.',
    more:
      'It saves at the end and on SIGUSR2. The server that reads a file deletes it: if that server crashes later, ' +
      'the sandbox is lost.',
    read: read.text,
  },
  now: {
    value: 'iso',
    group: 'Time',
    help: 'The virtual time at the start.',
    fallback: "the scenario's",
    read: read.moment,
  },
  frozen: { group: 'Time', help: 'Time stands still until a request moves it.' },
  ...optionFlagsOf('Time'),
  simulator: {
    ...settingsFlag,
    group: 'Time',
    help: 'Settings of the call simulator: {"maxAttempts":1}.',
    more: 'The settings are listed [here](../simulator/README.md#settings).',
  },
  'no-simulator': { group: 'Time', help: 'Makes no calls.' },
  latency: {
    value: 'ms',
    group: 'Behaviour',
    help: 'Delays answers by this many milliseconds; 100-400 is a range.',
    fallback: '0',
    read: read.latency,
  },
  auth: {
    value: 'key',
    repeatable: true,
    group: 'Behaviour',
    help: 'Refuses requests without this key.',
    read: texts,
  },
  'rate-limit': {
    value: 'n',
    group: 'Behaviour',
    help: 'Refuses more than n requests a minute of virtual time.',
    read: wholeNumber(1_000_000_000),
  },
  ...optionFlagsOf('Behaviour'),
  sandboxes: {
    value: 'n',
    group: 'Behaviour',
    help: 'Keeps n sandboxes; the least recently used go first.',
    fallback: String(defaultLimits.most),
    read: wholeNumber(1_000_000),
  },
  'sandbox-idle': {
    value: 'time',
    group: 'Behaviour',
    help: 'Forgets a sandbox after this time without use; 0 never.',
    fallback: `${defaultLimits.idle / minuteMs}m`,
    read: read.duration,
  },
  memory: {
    value: 'bytes',
    group: 'Behaviour',
    help: 'A limit for journals, history, events, faults and sandboxes.',
    more: 'See [memory](#memory).',
    fallback: `${defaultMemoryBytes / 1_048_576}m`,
    read: (given: Given | undefined) => read.bytes(given, minMemoryBytes),
  },
  'no-control': { group: 'Behaviour', help: 'Switches off the control API and the inspector.' },
  log: {
    value: logFormats.join('|'),
    group: 'Output',
    help: 'The format of the log.',
    fallback: defaultLog,
    read: (given: Given | undefined) => read.oneOf(given, logFormats),
  },
  quiet: { short: 'q', group: 'Output', help: 'Prints one line of JSON with the address, then only errors.' },
  'ready-file': {
    value: 'file',
    group: 'Output',
    help: 'Also writes that line to a file, when the server is ready.',
    read: read.text,
  },
  'exit-with-stdin': {
    group: 'Output',
    help: 'Stops when the standard input closes, with the program that started it.',
  },
  version: { short: 'v', group: 'Other', help: 'Prints the version.' },
  ...helpFlags,
} satisfies Flags

export const serveUsage: CommandUsage = {
  usage: 'callcamp-mock [flags]',
  summary: 'Serves a mock of the Call Camp API: stateful, seeded, with calls that happen by themselves.',
  operands: [],
  flags: serveFlags,
  examples: [
    ['', `the demo at ${defaultServer}`],
    ['--scenario retry-storm --speed 60', 'a minute passes in a second'],
    ['--scenario ./ours.json --watch --port 0', 'your own data, loaded again with every change'],
    ['--auth secret --rate-limit 100 --latency 100-400', 'a slow server with a key and a limit'],
    ['--host 0.0.0.0 --allow-host mock.internal --sandbox-idle 8h', 'for a whole team'],
  ],
}

type LogFormat = (typeof logFormats)[number]

export interface ServeCommand {
  readonly options: ServeOptions
  /** A name, or a path if `isFile` is true. */
  readonly scenario: string
  readonly isFile: boolean
  readonly watch: boolean
  readonly open: boolean
  readonly log: LogFormat
  readonly quiet: boolean
  /** The files of the certificate and its key. */
  readonly tls: { readonly cert: string | undefined; readonly key: string | undefined }
  readonly readyFile: string | undefined
  readonly exitsWithStdin: boolean
  /** Where a value comes from, the first or another one of a flag: the flag, or its environment variable. */
  readonly sourceOf: (flag: string, index?: number) => string
}

/** Only names that look like files are read from disk. */
const fileName = /\.json$|[\\/]/

export function readServeFlags(parsed: Parsed): ServeCommand {
  const values = valuesOf(serveFlags, parsed)
  if (values['no-simulator'] && values.simulator)
    throw new CommandError('--no-simulator and --simulator do not go together: leave one of them out')
  const { scenario = defaultScenario, watch, open, log = defaultLog, quiet, cert, key, auth } = values
  return {
    scenario,
    isFile: fileName.test(scenario),
    watch,
    open,
    log,
    quiet,
    tls: { cert, key },
    readyFile: values['ready-file'],
    exitsWithStdin: values['exit-with-stdin'],
    sourceOf: (flag, index = 0) => parsed.all(flag)[index]?.from ?? `--${flag}`,
    options: {
      ...readOptionFlags(parsed),
      baseUrl: values['base-url'],
      allowHosts: values['allow-host'],
      seed: values.seed,
      save: { file: values.save, sandboxes: values['save-sandboxes'] },
      now: values.now,
      clock: values.frozen ? 'frozen' : 'ticking',
      latency: values.latency,
      rateLimit: values['rate-limit'],
      auth: auth.length > 0 ? { keys: auth } : undefined,
      simulator: values['no-simulator'] ? false : values.simulator,
      sandboxes: { most: values.sandboxes, idle: values['sandbox-idle'] },
      memory: values.memory,
      control: !values['no-control'],
    },
  }
}
