import { describe, expect, test } from 'vitest'
import { envName, parse } from '../../src/commands/flags.ts'
import { main } from '../../src/commands/main.ts'
import { readServeFlags, serveUsage } from '../../src/commands/serve-flags.ts'
import { version } from '../../src/contract/version.ts'
import { fakeTerminal } from './terminal.ts'

const readFlags = (line: string, env: Record<string, string> = {}) =>
  readServeFlags(parse(serveUsage, line === '' ? [] : line.split(' '), { env }))

const variables: [name: string, value: string, command: object][] = [
  ['PORT', '0', { options: { port: 0 } }],
  ['HOST', '::1', { options: { host: '::1' } }],
  ['SCENARIO', 'empty', { scenario: 'empty' }],
  ['SEED', '3', { options: { seed: 3 } }],
  ['EDITION', 'local', { options: { edition: 'local' } }],
  ['REFERENCES', 'loose', { options: { references: 'loose' } }],
  ['SIMULATOR', '{"retryDelays":[1,2]}', { options: { simulator: { retryDelays: [1, 2] } } }],
  ['JOURNAL', '5', { options: { journal: 5 } }],
  ['HISTORY', '6', { options: { history: 6 } }],
  ['NOW', '2026-01-01T00:00:00Z', { options: { now: '2026-01-01T00:00:00Z' } }],
  ['FROZEN', '1', { options: { clock: 'frozen' } }],
  ['FROZEN', '0', { options: { clock: 'ticking' } }],
  ['SPEED', '60', { options: { speed: 60 } }],
  ['LATENCY', '1-2', { options: { latency: [1, 2] } }],
  ['AUTH', 'a, b', { options: { auth: { keys: ['a', 'b'] } } }],
  ['RATE_LIMIT', '5', { options: { rateLimit: 5 } }],
  ['SANDBOXES', '5000', { options: { sandboxes: { most: 5_000 } } }],
  ['STRICT', 'true', { options: { strict: true } }],
  ['NO_SIMULATOR', 'yes', { options: { simulator: false } }],
  ['NO_CONTROL', 'on', { options: { control: false } }],
  ['LOG', 'json', { log: 'json' }],
  ['QUIET', '1', { quiet: true }],
  ['WATCH', '1', { watch: true }],
  ['OPEN', '1', { open: true }],
  ['SOCKET', '/tmp/x', { options: { socket: '/tmp/x' } }],
  ['TLS_CERT', 'c.pem', { tls: { cert: 'c.pem' } }],
  ['TLS_KEY', 'k.pem', { tls: { key: 'k.pem' } }],
  ['BASE_URL', 'https://a.example/x', { options: { baseUrl: 'https://a.example/x' } }],
  ['ALLOW_HOST', 'a, .b', { options: { allowHosts: ['a', '.b'] } }],
  ['SAVE', 's.json', { options: { save: { file: 's.json' } } }],
  ['SAVE_SANDBOXES', 'boxes', { options: { save: { sandboxes: 'boxes' } } }],
  ['SANDBOX_IDLE', '8h', { options: { sandboxes: { idle: 28_800_000 } } }],
  ['MEMORY', '1g', { options: { memory: 1_073_741_824 } }],
  ['READY_FILE', 'r.json', { readyFile: 'r.json' }],
  ['EXIT_WITH_STDIN', '1', { exitsWithStdin: true }],
]

describe('flags', () => {
  test('have defaults', () => {
    expect(readFlags('')).toMatchObject({
      scenario: 'demo',
      isFile: false,
      watch: false,
      log: 'pretty',
      quiet: false,
      options: { clock: 'ticking', control: true },
    })
  })

  test.each([
    ['--port 0', { options: { port: 0 } }],
    ['-p 8080', { options: { port: 8_080 } }],
    ['--host 0.0.0.0', { options: { host: '0.0.0.0' } }],
    ['--scenario mid-campaign', { scenario: 'mid-campaign', isFile: false }],
    ['--scenario=ours.json', { scenario: 'ours.json', isFile: true }],
    ['-s ./ours', { scenario: './ours', isFile: true }],
    ['--seed 42', { options: { seed: 42 } }],
    ['--seed -1', { options: { seed: -1 } }],
    ['--edition local', { options: { edition: 'local' } }],
    ['--references loose', { options: { references: 'loose' } }],
    ['--simulator {"maxAttempts":1}', { options: { simulator: { maxAttempts: 1 } } }],
    ['--journal 5 --history 0', { options: { journal: 5, history: 0 } }],
    ['--now 2026-01-01T00:00:00Z', { options: { now: '2026-01-01T00:00:00Z' } }],
    ['--frozen', { options: { clock: 'frozen' } }],
    ['--speed 0.5', { options: { speed: 0.5 } }],
    ['--latency 200', { options: { latency: 200 } }],
    ['--latency 100-400', { options: { latency: [100, 400] } }],
    ['--auth a --auth b', { options: { auth: { keys: ['a', 'b'] } } }],
    ['--rate-limit 5', { options: { rateLimit: 5 } }],
    ['--sandboxes 20', { options: { sandboxes: { most: 20 } } }],
    ['--sandbox-idle 0', { options: { sandboxes: { idle: 0 } } }],
    ['--memory 64MiB', { options: { memory: 67_108_864 } }],
    ['--strict', { options: { strict: true } }],
    ['--no-simulator', { options: { simulator: false } }],
    ['--no-control', { options: { control: false } }],
    ['--log json --quiet --watch --open', { log: 'json', quiet: true, watch: true, open: true }],
  ])('%s', (line, command) => {
    expect(readFlags(line)).toMatchObject(command)
  })

  test.each(variables)('CALLCAMP_MOCK_%s=%s', (name, value, command) => {
    expect(readFlags('', { [`CALLCAMP_MOCK_${name}`]: value })).toMatchObject(command)
  })

  test('have a variable each, but for those that only tell', () => {
    const named = new Set(variables.map(([name]) => `CALLCAMP_MOCK_${name}`))
    const flags = Object.keys(serveUsage.flags).filter((name) => name !== 'help' && name !== 'version')
    const expected = flags.map((name) => envName(name, serveUsage.flags[name]))
    expect([...named].toSorted()).toEqual(expected.toSorted())
  })

  test('are warned of where a variable is none of them', async () => {
    const { terminal, err } = fakeTerminal({
      CALLCAMP_MOCK_SCENARO: 'empty',
      CALLCAMP_MOCK_ZZZZZZZZZZZZZZ: '1',
      CALLCAMP_MOCK_SERVICE_HOST: '10.0.0.1',
      CALLCAMP_MOCK_PORT_3000_TCP: 'tcp://10.0.0.1:3000',
    })
    expect(await main(['--version'], terminal)).toBe(0)
    expect(err().split('\n')).toEqual([
      'callcamp-mock: CALLCAMP_MOCK_SCENARO is not a variable of any command; did you mean CALLCAMP_MOCK_SCENARIO?',
      'callcamp-mock: CALLCAMP_MOCK_ZZZZZZZZZZZZZZ is not a variable of any command',
      '',
    ])
  })

  test('are not taken from what Kubernetes sets for a service of this name', () => {
    expect(readFlags('', { CALLCAMP_MOCK_PORT: 'tcp://10.0.0.1:3000' }).options.port).toBe(3_000)
  })

  test('go before the environment', () => {
    expect(readFlags('--port 1', { CALLCAMP_MOCK_PORT: '2' }).options.port).toBe(1)
  })
})

describe('what can not be meant is refused with exit code 2, and a sentence', () => {
  test.each([
    ['--prot 3000', '--prot is not a flag of callcamp-mock [flags]; did you mean --port? See --help\n'],
    ['--scenari demo', 'did you mean --scenario?'],
    ['--no-simulater', 'did you mean --no-simulator?'],
    ['-x', '-x is not a flag of callcamp-mock [flags]. See --help\n'],
    ['--port', '--port needs a value: --port <n>'],
    ['--port --strict', '--port needs a value'],
    ['--port=', '--port needs a value'],
    ['--port abc', '--port must be a whole number from 0 to 65535; received "abc"'],
    ['--port 70000', '--port must be'],
    ['--sandboxes 0', '--sandboxes must be a whole number from 1 to 1000000; received "0"'],
    ['--sandbox-idle soon', '--sandbox-idle must be a time such as 90s, 30m or 2h; received "soon"'],
    ['--memory 1m', '--memory must be a number of bytes such as 256m or 2g, from 16m on; received "1m"'],
    ['--memory lots', '--memory must be a number of bytes'],
    ['--base-url mock', '--base-url must be an address such as'],
    ['--cert c.pem', '--cert and --key belong together; received only --cert'],
    ['--cert nowhere.pem --key nowhere.pem', "--cert can't be read: ENOENT"],
    ['--seed 1.5', '--seed must be a whole number'],
    ['--speed fast', '--speed must be a number from 0 to 1000000; received "fast"'],
    ['--references lose', '--references must be one of strict, loose; received "lose"; did you mean loose?'],
    ['--journal -1', '--journal must be a whole number from 0 to 1000000; received "-1"'],
    ['--history 1.5', '--history must be a whole number from 0 to 1000000; received "1.5"'],
    ['--simulator fast', '--simulator must be settings in JSON, such as {"maxAttempts":1}; received "fast"'],
    [
      '--simulator {"maxAttempts":0}',
      '--simulator: Not a setting of the simulator: maxAttempts must be at least 1; received 0',
    ],
    ['--simulator {} --no-simulator', '--no-simulator and --simulator do not go together'],
    ['--edition hostd', 'did you mean hosted?'],
    ['--latency 5-1', '--latency must be'],
    ['--latency soon', '--latency must be milliseconds such as 200, or a range such as 100-400; received "soon"'],
    ['-- --help', '"--help" has no meaning here'],
    ['--p\u0007rt 1', '"--p\\u0007rt" is not a flag'],
    ['--scenario ./src/ --port 0', 'it is a folder'],
    ['--scenario ./package.json/x.json --port 0', 'ENOTDIR'],
    ['--scenario /dev/zero --port 0', "The scenario /dev/zero can't be read: it is no regular file"],
    ['--cert /dev/zero --key /dev/zero --port 0', "--cert can't be read: it is no regular file"],
    ['--cert package.json --key package.json --port 0', '--cert must be a certificate in PEM; '],
    [
      '--save /dev/zero --port 0',
      '--save must be a file that can be written; received "/dev/zero": it is no regular file',
    ],
    ['--save ./nowhere/s.json --port 0', 'received "./nowhere/s.json": there is no folder ./nowhere'],
    ['--save-sandboxes package.json/x --port 0', '--save-sandboxes must be a folder that can be written; received'],
    ['--ready-file ./nowhere/r.json --port 0', '--ready-file must be a file that can be written; received'],
    ['--ready-file /dev/zero --port 0', 'received "/dev/zero": it is no regular file'],
    // The name itself is allowed, but none that is longer.
    [`--port 0 --quiet --ready-file /tmp/${'r'.repeat(252)}`, "--ready-file can't be written: ENAMETOOLONG"],
    [`--socket /tmp/${'x'.repeat(200)}`, '--socket must be a path of at most 10'],
    [
      '--port 0 --allow-host a --allow-host b:1',
      '--allow-host must be a name without a port, such as mock.example.com',
    ],
    ['--now yesterday', '--now must be ISO 8601'],
    ['--strict=yes', '--strict takes no value'],
    ['--log loud', '--log must be one of pretty, json'],
    ['--scenario demoo --port 0', 'did you mean "demo"?'],
    ['--scenario ./nowhere.json --port 0', 'there is no such file'],
    ['--watch --port 0', '--watch needs a file'],
    ['opnapi', 'There is no command "opnapi"; did you mean openapi? See --help\n'],
    ['zzzzzz', 'There is no command "zzzzzz". See --help\n'],
    ['serv', 'There is no command "serv"; callcamp-mock without a command starts the server. See --help\n'],
    ['start', 'There is no command "start"; callcamp-mock without a command starts the server. See --help\n'],
    ['openapi --port 3', '--port is not a flag of callcamp-mock openapi'],
    ['openapi extra', '"extra" has no meaning here'],
    ['--port 0 extra', '"extra" has no meaning here'],
    ['__proto__', 'There is no command'],
    ['--__proto__', 'is not a flag'],
  ])('%s', async (line, message) => {
    const { terminal, out, err } = fakeTerminal()
    expect(await main(line.split(' '), terminal)).toBe(2)
    expect(err()).toContain(message)
    expect(err()).toMatch(/^callcamp-mock: .*\n$/)
    expect(out()).toBe('')
  })

  test('in the environment too', async () => {
    const { terminal, err } = fakeTerminal({ CALLCAMP_MOCK_PORT: 'x', CALLCAMP_MOCK_STRICT: 'perhaps' })
    expect(await main([], terminal)).toBe(2)
    expect(err()).toContain('CALLCAMP_MOCK_PORT must be a whole number')
    const other = fakeTerminal({ CALLCAMP_MOCK_STRICT: 'perhaps' })
    expect(await main(['--port', '0'], other.terminal)).toBe(2)
    expect(other.err()).toContain('CALLCAMP_MOCK_STRICT must be 1 or 0')
    const keys = fakeTerminal({ CALLCAMP_MOCK_AUTH: 'a,,b', CALLCAMP_MOCK_ALLOW_HOST: 'a:1' })
    expect(await main(['--port', '0'], keys.terminal)).toBe(2)
    expect(keys.err()).toMatch(/^callcamp-mock: CALLCAMP_MOCK_\w+ must .*; CALLCAMP_MOCK_\w+ must .*\n$/)
  })
})

test('what is no fault of the command’s user is thrown', async () => {
  const { terminal } = fakeTerminal()
  const broken = {
    ...terminal,
    out: () => {
      throw new Error('The screen is gone')
    },
  }
  await expect(main(['openapi'], broken)).rejects.toThrow('The screen is gone')
})

describe('help', () => {
  test('names every flag, in groups, with examples', async () => {
    const { terminal, out } = fakeTerminal()
    expect(await main(['--help'], terminal)).toBe(0)
    for (const name of Object.keys(serveUsage.flags)) expect(out()).toContain(`--${name}`)
    for (const part of [
      'Usage: callcamp-mock',
      'Where:',
      'Time:',
      'Examples:',
      'callcamp-mock openapi',
      'Every flag except those under Other',
      '--base-url is CALLCAMP_MOCK_BASE_URL.',
      'commas separate',
    ])
      expect(out()).toContain(part)
    expect(out()).not.toContain('\u001B')
    expect(
      Math.max(
        ...out()
          .split('\n')
          .map((line) => line.length),
      ),
    ).toBeLessThanOrEqual(110)
  })

  test.each([
    ['openapi', '--base-url is CALLCAMP_MOCK_BASE_URL', 'In a variable, a switch is 1 or 0.'],
    ['check', '--key is CALLCAMP_MOCK_KEY', 'a switch is 1 or 0, and commas separate'],
    ['snapshot', '--key is CALLCAMP_MOCK_KEY', 'a switch is 1 or 0, and commas separate'],
  ])('of %s names the variable of a flag of its own', async (command, example, rule) => {
    const { terminal, out } = fakeTerminal()
    await main([command, '--help'], terminal)
    expect(out()).toContain(`Every flag except those under Other has an environment variable: ${example}.\n`)
    expect(out()).toContain(rule)
  })

  test('of docs, which has no other flag, names no variable', async () => {
    const { terminal, out } = fakeTerminal()
    await main(['docs', '--help'], terminal)
    expect(out()).not.toMatch(/variable/)
    expect(out()).toMatch(/the sections that have both words\n$/)
  })

  test.each(['openapi', 'check', 'snapshot'])('is there for %s too', async (command) => {
    const { terminal, out } = fakeTerminal()
    expect(await main([command, '-h'], terminal)).toBe(0)
    expect(out()).toContain(`Usage: callcamp-mock ${command}`)
  })

  test.each([
    [['-qh'], 'Usage: callcamp-mock'],
    [['--port', '-h'], 'Usage: callcamp-mock'],
    [['-qv'], version],
  ])('is found among other letters: %j', async (args, says) => {
    const { terminal, out } = fakeTerminal()
    expect(await main(args, terminal)).toBe(0)
    expect(out()).toContain(says)
  })

  test.each([[['-zh']], [['-p=h']]])('is not what other letters mean: %j', async (args) => {
    const { terminal, out, err } = fakeTerminal()
    expect(await main(args, terminal)).toBe(2)
    expect(out()).toBe('')
    expect(err()).toMatch(/-z|port/)
  })

  test('is coloured on a screen, and only there', async () => {
    const screen = fakeTerminal({}, true)
    await main(['--help'], screen.terminal)
    expect(screen.out()).toContain('\u001B[')
    const plain = fakeTerminal({ NO_COLOR: '1' }, true)
    await main(['--help'], plain.terminal)
    expect(plain.out()).not.toContain('\u001B[')
    const forced = fakeTerminal({ FORCE_COLOR: '1' })
    await main(['--help'], forced.terminal)
    expect(forced.out()).toContain('\u001B[')
  })
})

test('the version is that of the package', async () => {
  const { terminal, out } = fakeTerminal()
  expect(await main(['--version'], terminal)).toBe(0)
  const { default: manifest } = await import('../../package.json', { with: { type: 'json' } })
  expect(out()).toBe(`${manifest.version}\n`)
})

test.each([
  ['https://a.b/v1/', 'https://a.b/v1'],
  ['HTTPS://A.b:8443//', 'https://a.b:8443'],
  ['/backend/', '/backend'],
])('openapi takes the base address %s for %s', async (given, url) => {
  const { terminal, out } = fakeTerminal()
  expect(await main(['openapi', '--base-url', given], terminal)).toBe(0)
  expect(JSON.parse(out())).toMatchObject({ servers: [{ url }] })
})

test.each(['nope', '*', '/', '//a.b', 'ftp://a.b', 'https://a.b/v1?x=1', 'https://a.b/#v1', 'https://'])(
  'openapi refuses the base address %s',
  async (given) => {
    const { terminal, out, err } = fakeTerminal({ CALLCAMP_MOCK_BASE_URL: given })
    expect(await main(['openapi'], terminal)).toBe(2)
    expect([out(), err()]).toEqual([
      '',
      `callcamp-mock: CALLCAMP_MOCK_BASE_URL must be an address such as https://api.example.com/v1, or a path such as /v1; received ${JSON.stringify(given)}\n`,
    ])
  },
)

test('openapi prints the description of an edition', async () => {
  const { terminal, out } = fakeTerminal()
  expect(await main(['openapi', '--edition', 'local', '--base-url', 'https://x.example', '--keys'], terminal)).toBe(0)
  expect(JSON.parse(out())).toMatchObject({
    openapi: '3.1.0',
    servers: [{ url: 'https://x.example' }],
    security: [{ bearer: [] }, { apiKey: [] }],
  })
})

test('openapi prints the description that older generators know', async () => {
  const { terminal, out } = fakeTerminal()
  expect(await main(['openapi', '--spec', '3.0'], terminal)).toBe(0)
  expect(JSON.parse(out())).toMatchObject({ openapi: '3.0.3' })
})

test('openapi prints the description of the control API', async () => {
  const { terminal, out } = fakeTerminal()
  expect(await main(['openapi', '--control', '--base-url', 'https://x.example'], terminal)).toBe(0)
  expect(JSON.parse(out())).toMatchObject({
    servers: [{ url: 'https://x.example/__mock' }],
    paths: { '/clock': { post: { operationId: 'clockChange' } } },
  })
})

test('openapi prints what a strict server refuses', async () => {
  const { terminal, out } = fakeTerminal()
  expect(await main(['openapi', '--strict'], terminal)).toBe(0)
  expect(JSON.parse(out())).toMatchObject({
    components: { schemas: { CampaignCreate: { additionalProperties: false } } },
  })
})
