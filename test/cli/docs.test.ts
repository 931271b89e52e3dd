import { describe, expect, test } from 'vitest'
import { main } from '../../src/commands/main.ts'
import { fakeTerminal } from './terminal.ts'

async function docs(...words: string[]) {
  const { terminal, out, err } = fakeTerminal()
  const exitCode = await main(['docs', ...words], terminal)
  return { exitCode, out: out(), err: err() }
}

describe('callcamp-mock docs', () => {
  test('lists the topics', async () => {
    const { exitCode, out } = await docs()
    expect(exitCode).toBe(0)
    expect(out).toMatch(/^ {2}contract +The contract/m)
    expect(out).toMatch(/^ {2}server +The server$/m)
  })

  test('prints a topic', async () => {
    const { exitCode, out } = await docs('contract')
    expect(exitCode).toBe(0)
    expect(out).toMatch(/^# The contract/)
    expect(out).toContain('## What the API documentation leaves open')
  })

  test('prints the sections that have all the words, and where they are', async () => {
    const { exitCode, out } = await docs('rate', 'limit')
    expect(exitCode).toBe(0)
    expect(out).toContain('Latency and rate limits (callcamp-mock docs faults)')
    expect(out).toContain('These sections have the words too:')
  })

  test('names the topics and the nearest one when nothing is found', async () => {
    expect(await docs('contrct')).toEqual({
      exitCode: 2,
      out: '',
      err: expect.stringMatching(/There is no topic "contrct".*did you mean contract\? The topics are start, /),
    })
    expect((await docs('xylophones', 'dragons')).err).toContain('no section has all of these words. The topics are')
  })

  test('names the nearest word of the documentation when no section has a word', async () => {
    expect((await docs('scenaro')).err).toContain('no section has this word; did you mean scenario?')
    expect((await docs('own', 'scenaro')).err).toContain('all of these words; did you mean own scenario?')
  })

  test('prints no HTML', async () => {
    for (const topic of ['start', 'server', 'simulator'])
      expect((await docs(topic)).out).not.toMatch(/^<(?:!--|picture|img|source|\/)/m)
    expect((await docs('order', 'statuses')).out).not.toContain('<!--')
  })

  test('names the command behind a link to a topic, and no file that only a browser could open', async () => {
    const topics = ['start', 'setup', 'examples', 'faults', 'contributing']
    const texts = await Promise.all(topics.map(async (topic) => (await docs(topic)).out))
    expect(texts.join('\n')).toContain('Setup (callcamp-mock docs setup) has the details')
    expect(texts.join('\n')).toContain('openapi-client (test/examples/openapi-client in the package)')
    expect(texts.join('\n').replaceAll(/^```[^]*?^```$/gm, '')).not.toMatch(/\]\([^)]+\)/)
  })

  test.each([
    ['write a scenario', 'Your own scenario'],
    ['how do I write a scenario?', 'Your own scenario'],
    ['what does do-not-call mean', 'Which orders are called'],
    ['search at 100000 rows', 'Speed at 1,000 to 1,000,000 rows'],
    ['shape of errors', 'Errors'],
    ['a 503 once', 'A 503 once'],
    ['minimum version', 'Requirements'],
    ['minimum versions', 'Requirements'],
    ['versions', 'Requirements'],
    ['requirements', 'Requirements'],
    ['typescript version', 'Requirements'],
    ['baseUrl', 'Another base URL'],
    ['change base url', 'Another base URL'],
    ['search speed', 'Speed at 1,000 to 1,000,000 rows'],
    ['search 100,000', 'Speed at 1,000 to 1,000,000 rows'],
  ])('shows for %s first the section %s', async (words, heading) => {
    const { out } = await docs(...words.split(' '))
    expect(out.split('\n')[0]).toContain(heading)
  })

  test('answers the questions that readers have', async () => {
    expect((await docs('base', 'url')).out).toContain('https://api.example.com/v1')
    expect((await docs('503', 'once')).out).toContain('times: 1')
    expect((await docs('own', 'scenario')).out).toContain('"$schema"')
    expect((await docs('do-not-call', 'means')).out).toContain('asked never to be called')
    expect((await docs('search', '100,000')).out).toContain('first search, later searches')
  })
})
