import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { platform, tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { main } from '../../src/commands/main.ts'
import { createMock } from '../../src/create-mock.ts'
import { fakeTerminal } from './terminal.ts'
import { asJson } from '../json-request.ts'

/** Runs the server as the command line would, until the test is over. */
async function run(line: string, { env = {}, tty = false } = {}) {
  const fake = fakeTerminal(env, tty)
  const exit = main(['--port', '0', ...line.split(' ').filter(Boolean)], fake.terminal)
  const stop = async () => {
    fake.stop()
    return exit
  }
  onTestFinished(async () => {
    await stop()
  })
  await expect.poll(() => /http:\/\/[\w.:[\]]+/.exec(fake.out())?.[0] ?? fake.err()).toMatch(/^http/)
  const url = /http:\/\/[\w.]+:\d+/.exec(fake.out())?.[0] ?? ''
  return { ...fake, url, stop }
}

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'callcamp-mock-'))
  onTestFinished(() => rmSync(path, { recursive: true, force: true }))
  return path
}

const scenario = (names: readonly string[]) =>
  JSON.stringify({ name: 'ours', now: '2026-01-01T00:00:00Z', seed: 1, assistants: names.map((name) => ({ name })) })

describe('the banner', () => {
  test('tells where everything is, and what there is', async () => {
    const { url, out } = await run('--scenario demo --seed 3 --speed 60')
    for (const part of [
      `${url}/api`,
      `${url}/__mock/`,
      `${url}/openapi.json`,
      'demo, seed 3',
      'campaigns',
      '60 s a second',
      'hosted edition',
    ])
      expect(out()).toContain(part)
  })

  test('tells of time that stands, and of one thing in the singular', async () => {
    const path = join(folder(), 'one.json')
    writeFileSync(
      path,
      JSON.stringify({
        name: 'one',
        now: '2026-01-01T00:00:00Z',
        seed: 1,
        campaigns: [{ name: 'Spring' }],
        records: [{ phoneNumber: '+14155550100' }, { phoneNumber: '+14155550101' }],
      }),
    )
    const { out } = await run(`--scenario ${path} --frozen`)
    expect(out()).toContain('2026-01-01T00:00:00Z, standing still')
    expect(out()).toContain('1 campaign, 2 records, 0 orders')
  })

  test('warns where everybody can use the control API', async () => {
    expect((await run('--host 0.0.0.0')).out()).toContain('--no-control')
    expect((await run('--host 0.0.0.0 --no-control')).out()).not.toContain('Everybody')
  })

  test('is one line of JSON for programs', async () => {
    const { url, out } = await run('--log json --frozen')
    expect(JSON.parse(out())).toMatchObject({ type: 'start', url, scenario: 'demo', clock: { mode: 'frozen' } })
  })
})

describe('requests are told', () => {
  test('in a line each, with what was warned of', async () => {
    const { url, out } = await run('--scenario empty')
    const before = out().length
    await fetch(`${url}/api/campaigns?limit=3&colour=red`)
    await fetch(`${url}/~mine/api/records/none`)
    await fetch(`${url}/nothing`)
    const lines = out().slice(before).trimEnd().split('\n')
    expect(lines).toEqual([
      expect.stringMatching(
        /^\d\d:\d\d:\d\d\.\d{3} GET {4}\/api\/campaigns\?limit=3&colour=red 200 [\d.]+ ms ! .*colour/,
      ),
      expect.stringMatching(/^[\d:.]+ GET {4}\/~mine\/api\/records\/none 404 [\d.]+ ms \[mine\]$/),
      expect.stringMatching(/^[\d:.]+ GET {4}\/nothing 404/),
    ])
  })

  test('but not when an inspector looks', async () => {
    const { url, out } = await run('--scenario empty')
    const before = out().length
    for (const path of ['/__mock/health', '/~mine/__mock/clock', '/__mock/']) await (await fetch(url + path)).text()
    await fetch(`${url}/__mock/reset`, { method: 'POST' })
    await fetch(`${url}/__mocked`)
    expect(out().slice(before).trimEnd().split('\n')).toEqual([
      expect.stringContaining('/__mock/reset 200'),
      expect.stringContaining('/__mocked 404'),
    ])
  })

  test('in colours on a screen, unless nobody wants them', async () => {
    const colourful = await run('', { tty: true })
    await fetch(`${colourful.url}/api/campaigns`)
    expect(colourful.out()).toContain('\u001B[32m200\u001B[0m')
    const plain = await run('', { tty: true, env: { NO_COLOR: '1' } })
    await fetch(`${plain.url}/api/campaigns`)
    expect(plain.out()).not.toContain('\u001B')
  })

  test('where the mock fails, or breaks the connection, as a fault says', async () => {
    const { url, out } = await run('--scenario empty', { tty: true })
    const before = out().length
    const fault = (body: object) => fetch(`${url}/__mock/faults`, asJson({ times: 1, ...body }))
    await fault({ status: 503 })
    expect((await fetch(`${url}/api/records`)).status).toBe(503)
    await fault({ networkError: true })
    await expect(fetch(`${url}/api/records`, { method: 'POST', body: '{}' })).rejects.toThrow('fetch failed')
    const lines = out()
      .slice(before)
      .split('\n')
      .filter((line) => line.includes('/api/records'))
    expect(lines).toEqual([
      expect.stringContaining('\u001B[31m503\u001B[0m'),
      expect.stringContaining('\u001B[31mnone\u001B[0m'),
    ])
  })

  test('in JSON for programs', async () => {
    const { url, out } = await run('--log json --scenario empty')
    await fetch(`${url}/~mine/api/campaigns?colour=red`)
    expect(JSON.parse(out().trimEnd().split('\n').at(-1) ?? '')).toEqual({
      type: 'request',
      at: expect.stringMatching(/Z$/),
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      method: 'GET',
      path: '/~mine/api/campaigns?colour=red',
      status: 200,
      ms: expect.any(Number),
      sandbox: 'mine',
      warnings: [expect.stringContaining('colour')],
    })
  })

  test('with nothing in them that a terminal would obey', async () => {
    const { url, out } = await run('', { env: { NO_COLOR: '1' }, tty: true })
    await fetch(`${url}/api/campaigns`, {
      method: 'OPTIONS',
      headers: { 'x-mock-sandbox': '\u009B31m', 'access-control-request-method': 'GET' },
    })
    expect(out()).toContain('OPTIONS')
    // oxlint-disable-next-line no-control-regex
    expect(out()).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F]/)
  })
})

describe('--quiet', () => {
  test('tells where the server is in one line of JSON, and nothing more', async () => {
    const path = join(folder(), 'port.json')
    writeFileSync(path, scenario([]))
    const { url, out, err, stop } = await run(`--quiet --scenario ${path}`)
    await fetch(`${url}/api/campaigns`)
    await stop()
    expect(JSON.parse(out())).toMatchObject({ type: 'start', url, port: Number(new URL(url).port) })
    expect(err()).toBe('')
  })
})

describe('--ready-file', () => {
  test('has the line of JSON while requests are answered', async () => {
    const path = join(folder(), 'ready.json')
    const { url, stop } = await run(`--ready-file ${path}`)
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ type: 'start', url })
    await stop()
    expect(existsSync(path)).toBe(false)
  })
})

test('--scenario takes the link to a state, and the server goes on from there', async () => {
  const mock = createMock({ scenario: 'mid-campaign', seed: 3, baseUrl: 'http://mock.test' })
  mock.clock.advance('3h')
  const { url } = await run(`--scenario ${mock.link()}`)
  const [served, own] = await Promise.all([
    fetch(`${url}/api/records?limit=100`),
    mock.fetch('http://mock.test/api/records?limit=100'),
  ])
  expect(await served.text()).toBe(await own.text())
})

test('--exit-with-stdin ends the server when its input ends', async () => {
  const { terminal, endInput, out } = fakeTerminal()
  const exit = main(['--port', '0', '-q', '--scenario', 'empty', '--exit-with-stdin'], terminal)
  await expect.poll(out).toContain('"type":"start"')
  endInput()
  expect(await exit).toBe(0)
})

describe('--save', () => {
  const create = (url: string) =>
    fetch(`${url}/api/campaigns`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"name":"Kept","status":"draft","type":"outbound"}',
    })
  const names = async (url: string) => {
    const { campaigns } = (await (await fetch(`${url}/api/campaigns`)).json()) as { campaigns: { name: string }[] }
    return campaigns.map(({ name }) => name)
  }

  test('keeps the state of the mock and of its sandboxes from one run to the next', async () => {
    const path = join(folder(), 'state.json')
    const first = await run(`--scenario empty --save ${path}`)
    await create(first.url)
    await create(`${first.url}/~mine`)
    expect(await first.stop()).toBe(0)
    const second = await run(`--scenario empty --save ${path}`)
    expect(await names(second.url)).toEqual(['Kept'])
    expect(await names(`${second.url}/~mine`)).toEqual(['Kept'])
    expect(await names(`${second.url}/~other`)).toEqual([])
  })

  test('writes the state also on a signal', async () => {
    const path = join(folder(), 'state.json')
    const { url, save } = await run(`--scenario empty --save ${path}`)
    await create(url)
    save()
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ mock: { campaigns: [{ name: 'Kept' }] } })
  })

  test('refuses a file that it can not have written, and leaves it as it is', async () => {
    const path = join(folder(), 'state.json')
    writeFileSync(path, '{"type":"something else"}')
    const { terminal, err } = fakeTerminal()
    expect(await main(['--port', '0', '--save', path], terminal)).toBe(2)
    expect(err()).toContain(`the saved state ${path} can't be used: it is no callcamp-mock state`)
    expect(readFileSync(path, 'utf8')).toBe('{"type":"something else"}')
  })

  test('says that it can not write', async () => {
    const dir = join(folder(), 'nowhere')
    mkdirSync(dir)
    const { stop, err } = await run(`--scenario empty --save ${join(dir, 'state.json')}`)
    rmSync(dir, { recursive: true })
    expect(await stop()).toBe(1)
    expect(err()).toContain("The state can't be saved: ENOENT")
  })
})

test('a sandbox that is forgotten is told of', async () => {
  const silent = vi.spyOn(console, 'error').mockReturnValue()
  onTestFinished(() => silent.mockRestore())
  const pretty = await run('--scenario empty --sandboxes 1')
  const json = await run('--scenario empty --sandboxes 1 --log json')
  for (const { url } of [pretty, json]) for (const name of ['a', 'b']) await fetch(`${url}/~${name}/api/campaigns`)
  expect(pretty.out()).toContain('forgotten the sandbox a and its data: another needed its place')
  expect(json.out()).toMatch(/{"type":"sandbox.forgotten","at":"[^"]+","sandbox":"a","reason":"sandboxes"}/)
})

test('the banner tells what the server was told', async () => {
  const { out } = await run(
    '--auth secret --allow-host mock.internal --base-url https://mock.internal/x --strict --latency 1-2 --rate-limit 9',
  )
  expect(out()).toMatch(
    /Base URL +https:\/\/mock.internal\/x\n +Hosts +mock.internal\n +Keys +asked for\n +Bodies +strict\n +Latency +\[1,2\] ms\n +Rate limit +9/,
  )
  expect(out()).not.toContain('secret')
})

test('--sandboxes keeps as many as it says, and tells once what goes for want of room', async () => {
  const told = vi.spyOn(console, 'error').mockReturnValue()
  onTestFinished(() => told.mockRestore())
  const { url } = await run('--scenario empty --sandboxes 2')
  for (const name of ['a', 'b', 'c', 'd']) await fetch(`${url}/~${name}/api/campaigns`)
  const { sandboxes } = (await (await fetch(`${url}/__mock/sandboxes`)).json()) as { sandboxes: { name: string }[] }
  expect(sandboxes.map(({ name }) => name).toSorted()).toEqual(['c', 'd'])
  expect(told.mock.calls).toEqual([
    [
      'callcamp-mock:',
      'The sandbox "a" and its data are forgotten to make room for another, and so will be more: 2 are kept. To keep more, set sandboxes.most (--sandboxes)',
    ],
  ])
})

describe('a scenario file', () => {
  const names = async (url: string) =>
    ((await (await fetch(`${url}/__mock/db/assistant`)).json()) as { rows: { name: string }[] }).rows.map(
      (row) => row.name,
    )

  test('is served', async () => {
    const path = join(folder(), 'ours.json')
    writeFileSync(path, scenario(['Ada']))
    const { url } = await run(`--scenario ${path}`)
    expect(await names(url)).toEqual(['Ada'])
  })

  test.each([
    ['{\n  "name": "ours",\n}', 'is not valid JSON in line 3, column 1: '],
    ['{"name":"x","now":"yesterday","seed":1}', 'now'],
    ['[]', 'is not a valid scenario'],
    ['null', "can't be used: it must be an object; received null"],
    ['{"type":"callcamp-mock state","mock":{},"sandboxes":{}}', 'go on from it with --save '],
    ['"demo"', 'can\'t be used: it must be an object; received "demo"'],
  ])('that is invalid is refused with its reason: %s', async (text, reason) => {
    const path = join(folder(), 'ours.json')
    writeFileSync(path, text)
    const { terminal, err } = fakeTerminal()
    expect(await main(['--port', '0', '--scenario', path], terminal)).toBe(2)
    expect(err()).toContain(path)
    expect(err()).toContain(reason)
  })

  test('that is watched is served anew with every change, and the old data stay where it makes no sense', async () => {
    const path = join(folder(), 'ours.json')
    writeFileSync(path, scenario(['Ada']))
    const { url, out, err } = await run(`--scenario ${path} --watch`)
    writeFileSync(path, scenario(['Ada', 'Grace']))
    await expect.poll(() => names(url), { timeout: 5_000 }).toHaveLength(2)
    expect(out()).toContain('reloaded')
    writeFileSync(path, '{ "name": "ours", ')
    await expect.poll(err, { timeout: 5_000 }).toContain('is not valid JSON')
    writeFileSync(path, scenario(['']))
    await expect.poll(err, { timeout: 5_000 }).toContain('assistants[0].name')
    expect(await names(url)).toHaveLength(2)
    rmSync(path)
    await expect.poll(err, { timeout: 5_000 }).toContain('there is no such file')
    expect(await names(url)).toHaveLength(2)
    writeFileSync(`${path}.new`, scenario(['Ada', 'Grace', 'Alan']))
    renameSync(`${path}.new`, path)
    await expect.poll(() => names(url), { timeout: 5_000 }).toHaveLength(3)
  })

  test('that is watched is what sandboxes start from too, also those that were there before', async () => {
    const path = join(folder(), 'ours.json')
    writeFileSync(path, scenario(['Ada']))
    const { url } = await run(`--scenario ${path} --watch`)
    const mine = `${url}/~mine`
    expect(await names(mine)).toEqual(['Ada'])
    const events = await fetch(`${mine}/__mock/events`)
    writeFileSync(path, scenario(['Grace']))
    await expect.poll(() => names(mine), { timeout: 5_000 }).toEqual(['Grace'])
    // Whoever watched the old one is sent home, to come back to the new one.
    await events.text()
    await fetch(`${mine}/__mock/reset`, { method: 'POST' })
    expect(await names(mine)).toEqual(['Grace'])
  })

  test('that is watched is told in JSON to programs', async () => {
    const path = join(folder(), 'ours.json')
    writeFileSync(path, scenario(['Ada']))
    const { out } = await run(`--scenario ${path} --watch --log json`)
    writeFileSync(path, scenario(['Ada', 'Grace']))
    await expect
      .poll(
        () =>
          out()
            .trimEnd()
            .split('\n')
            .map((line) => JSON.parse(line) as unknown),
        { timeout: 5_000 },
      )
      .toContainEqual({ type: 'reload', at: expect.stringMatching(/^2026-01-01T00:00:\d\dZ$/), file: path })
  })

  test.skipIf(platform() === 'win32')('that becomes a pipe is not waited for', async () => {
    const path = join(folder(), 'ours.json')
    writeFileSync(path, scenario(['Ada']))
    const { url, err } = await run(`--scenario ${path} --watch`)
    rmSync(path)
    execFileSync('mkfifo', [path])
    await expect
      .poll(err, { timeout: 5_000 })
      .toContain(`The scenario ${path} can't be read: it is a pipe\nThe data stay as they are.`)
    expect(await names(url)).toHaveLength(1)
  })

  test('that is written in two steps is waited for', async () => {
    const path = join(folder(), 'ours.json')
    const text = scenario(['Ada', 'Grace'])
    writeFileSync(path, scenario(['Ada']))
    const { url, err } = await run(`--scenario ${path} --watch`)
    writeFileSync(path, text.slice(0, 40))
    writeFileSync(path, text)
    await expect.poll(() => names(url), { timeout: 5_000 }).toHaveLength(2)
    expect(err()).toBe('')
  })
})

test('a command that is stopped ends well', async () => {
  const { url, stop } = await run('')
  expect(await stop()).toBe(0)
  await expect(fetch(`${url}/api/campaigns`)).rejects.toThrow('fetch failed')
})

test('a port that is taken is told', async () => {
  const { url } = await run('')
  const { terminal, err } = fakeTerminal()
  expect(await main(['--port', new URL(url).port], terminal)).toBe(2)
  expect(err()).toContain(`The port ${new URL(url).port} is taken`)
})
