import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { main } from '../../src/commands/main.ts'
import { createMock } from '../../src/create-mock.ts'
import { realServer, type Told } from './real-server.ts'
import { fakeTerminal } from './terminal.ts'

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'callcamp-mock-'))
  onTestFinished(() => rmSync(path, { recursive: true, force: true }))
  return path
}

async function checkWithJUnit(change?: (told: Told, path: string) => Told, ...flags: string[]) {
  const { url } = await realServer(createMock({ scenario: 'documented-orders' }), change)
  const file = join(folder(), 'report.xml')
  const { terminal, out, err } = fakeTerminal()
  const code = await main(['check', url, '--junit', file, ...flags], terminal)
  return { code, out: out(), err: err(), xml: readFileSync(file, 'utf8') }
}

const countIn = (xml: string, text: string) => xml.split(text).length - 1

/** What every element is called, in order, with a slash for its end: enough to see that they are closed. */
function nesting(xml: string): string[] {
  const open: string[] = []
  for (const [, end, name = '', self] of xml.matchAll(/<(\/?)([a-z]+)(?:\s[^<>]*?)?(\/?)>/g)) {
    if (end) expect(open.pop()).toBe(name)
    else if (!self) open.push(name)
  }
  return open
}

describe('the report as JUnit XML', () => {
  test('has a suite for every operation, a case for every fact, and the report for people is printed too', async () => {
    const { code, out, xml } = await checkWithJUnit()
    expect(code).toBe(0)
    expect(out).toContain('The mock and the server agree.')
    expect(nesting(xml)).toEqual([])
    expect(xml).toMatch(
      /^<\?xml version="1.0" encoding="UTF-8"\?>\n<testsuites name="callcamp-mock check http:[^"]+" tests="\d+" failures="0" errors="0" skipped="\d+">\n/,
    )
    for (const operation of ['campaigns.list', 'campaigns.get', 'records.list', 'records.get', 'orders.list'])
      expect(xml).toContain(`<testsuite name="${operation}" tests="`)
    expect(xml).toContain(
      '<testcase classname="campaigns.list" name="pages are cut from one list, without gaps and repeats"',
    )
    expect(countIn(xml, '<testcase ')).toBe(Number(/tests="(\d+)"/.exec(xml)?.[1]))
    expect(countIn(xml, '<skipped ')).toBe(Number(/skipped="(\d+)"/.exec(xml)?.[1]))
  })

  test('has one failure for a fact that does not hold, and escapes what the server says', async () => {
    const { code, xml } = await checkWithJUnit((told, path) =>
      path === '/api/campaigns?limit=x' || path.startsWith('/api/campaigns/0000')
        ? { status: 418, body: { '<&">\u0000\uD800': 1 }, headers: { 'content-type': 'text/"<html>"&' } }
        : told,
    )
    expect(code).toBe(1)
    expect(nesting(xml)).toEqual([])
    // oxlint-disable-next-line no-control-regex
    expect(xml).not.toMatch(/[\u0000-\u0009\u000B-\u001F]/)
    expect(xml).not.toMatch(/\p{Cs}/u)
    expect(xml).toContain('text/&quot;&lt;html&gt;&quot;&amp;')
    expect(countIn(xml, '<failure ')).toBe(Number(/failures="(\d+)"/.exec(xml)?.[1]))
    expect(xml).toMatch(/<failure message="status the answer: 418; expected 404 \(GET [^"]*\)" type="status header/)
  })

  test('has an error for a fact that could not be asked about', async () => {
    const { code, xml } = await checkWithJUnit((told, path) =>
      path.startsWith('/api/campaigns') ? { status: 403, body: {} } : told,
    )
    expect(code).toBe(2)
    expect(xml).toMatch(/<error message="[^"]*give a key with --key" type="unasked"\/>/)
    expect(countIn(xml, '<error ')).toBe(Number(/errors="(\d+)"/.exec(xml)?.[1]))
  })

  test('has an error for a row that could not be deleted', async () => {
    const { xml } = await checkWithJUnit(
      (told, path) =>
        /^\/api\/records\/record_\w+$/.test(path) && told.status === 200 ? { status: 500, body: {} } : told,
      '--write',
    )
    expect(xml).toMatch(/<testsuite name="clean-up" tests="\d+" failures="0" errors="\d+"/)
    expect(nesting(xml)).toEqual([])
  })

  test('is written where nothing could be asked', async () => {
    const { code, out, err, xml } = await checkWithJUnit(() => ({ status: 401, body: {} }))
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain('give a key with --key')
    expect(xml).toContain('<testcase classname="check" name="the server can be asked">')
    expect(xml).toMatch(/tests="1" failures="0" errors="1" skipped="0"/)
  })

  test.each([
    ['/nonexistent/report.xml', 'there is no folder /nonexistent'],
    [tmpdir(), 'it is a folder'],
  ])('can not be written to %s, which is said before the server is asked', async (file, message) => {
    const { url, asked } = await realServer(createMock())
    const { terminal, err } = fakeTerminal()
    expect(await main(['check', url, '--junit', file], terminal)).toBe(2)
    expect(err()).toContain(`${file} can't be written: ${message}`)
    expect(asked).toEqual([])
  })
})

test('the report as JSON tells every fact, and what came of it', async () => {
  const { out, xml } = await checkWithJUnit(undefined, '--json')
  const report = JSON.parse(out) as { operations: { facts: { name: string; result: string; why?: string }[] }[] }
  expect(report).toMatchObject({ edition: 'hosted', write: false, differences: 0, unasked: 0, left: [] })
  const facts = report.operations.flatMap((one) => one.facts)
  expect(facts).toHaveLength(countIn(xml, '<testcase '))
  expect(facts).toContainEqual({ name: 'answers have the form of the mock', result: 'agrees' })
  expect(facts.filter(({ result, why }) => result === 'unknown' && why === undefined)).toEqual([])
})

test('what is asked is shown on a screen, and nowhere else', async () => {
  const { url } = await realServer(createMock({ scenario: 'empty' }))
  const screen = fakeTerminal({}, true)
  await main(['check', url], screen.terminal)
  expect(screen.err()).toContain('\r\u001B[KGET /api/campaigns?limit=1')
  expect(screen.err().endsWith('\r\u001B[K')).toBe(true)
  const pipe = fakeTerminal()
  await main(['check', url], pipe.terminal)
  expect(pipe.err()).toBe('')
})

test('the help says plainly that --write writes', async () => {
  const { terminal, out } = fakeTerminal()
  await main(['check', '--help'], terminal)
  expect(out()).toMatch(/--write +WRITES to the server/)
  expect(out()).toContain('It only sends GET requests.')
  expect(out()).toContain('Exit code 0: they agree; 1: they differ; 2:')
})
