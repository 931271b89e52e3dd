import { readSandboxPath, sandboxHeader } from '../contract/addressing.ts'
import type { CodeForm } from '../contract/control/requests.ts'
import type { StateAndLink } from '../contract/control/state.ts'
import { defaultEdition, type Edition } from '../contract/edition.ts'
import type { Exchange } from '../contract/events.ts'
import { headersToSend, toCurl } from './curl.ts'

/**
 * Writes a request as code: for a shell, for a script, or as a test that sends the same request to the same state and
 * expects the same answer.
 */

/** What the code needs to know beside the request. */
export interface CodeFacts {
  readonly scenario: string
  readonly seed: number
  readonly edition: Edition
  /** Where the API is found. */
  readonly baseUrl: string
  /** The state before the request; undefined if it is not kept any more. Then a test starts from the scenario. */
  readonly state?: StateAndLink | undefined
}

export function toCode(one: Exchange, form: CodeForm, facts: CodeFacts): string {
  if (form === 'curl') return toCurl(one, facts.baseUrl)
  if (form === 'fetch')
    return `const response = await fetch(${quote(new URL(one.url, facts.baseUrl).href)}${initOf(one)})\n`
  const [imports, set] =
    form === 'vitest'
      ? ["import { expect } from 'vitest'\nimport { test } from 'callcamp-mock/vitest'", 'test.override']
      : ["import { expect, test } from 'callcamp-mock/playwright'", 'test.use']
  return `${imports}\n\n${stateOf(facts, set)}\n${testOf(one, facts)}`
}

/** A test compares longer answers only by their status and keys. */
const maxAnswerLength = 4_000

/** The second argument of a fetch as code: the method, the headers that matter, and the body. */
function initOf(exchange: Exchange): string {
  const { method, body } = exchange
  const sent = headersToSend(exchange).filter(([name]) => kept(name))
  const parts = [
    ...(method === 'GET' ? [] : [`method: ${quote(method)}`]),
    ...(sent.length === 0 ? [] : [`headers: ${literal(Object.fromEntries(sent))}`]),
    ...(body === undefined
      ? []
      : [`body: ${typeof body === 'string' ? quote(body) : `JSON.stringify(${literal(body)})`}`]),
  ]
  return parts.length === 0 ? '' : `, {\n${indent(parts.join(',\n'))},\n}`
}

/** Headers that describe the page and not its request. */
const pageHeaders = new Set([
  'origin',
  'referer',
  'cookie',
  'cache-control',
  'pragma',
  'accept-language',
  'dnt',
  'priority',
])
const kept = (name: string): boolean => !pageHeaders.has(name) && name !== sandboxHeader

/** The code with which a test sets its start. */
function stateOf({ scenario, seed, edition, state }: CodeFacts, set: string): string {
  const local = edition === defaultEdition ? {} : { edition }
  if (!state || isUntouched(state))
    return `${state ? '' : '// The state that the request found is not kept any more: it starts from the scenario.\n'}${set}(${literal({ scenario, seed, ...local })})\n`
  return `// The state that the request found. The inspector opens it, too: put it behind the address.
const state =
  ${quote(state.link)}
${set}({ scenario: state${edition === defaultEdition ? '' : `, edition: ${quote(edition)}`} })\n`
}

/** Whether nothing has happened since the scenario began, so that its name and seed say it all. */
function isUntouched({ document }: NonNullable<CodeFacts['state']>): boolean {
  return (
    'changes' in document &&
    Date.parse(document.now) === Date.parse(document.began) &&
    document.events.length === 0 &&
    Object.keys(document.changes).length === 0
  )
}

function testOf(one: Exchange, { baseUrl }: CodeFacts): string {
  const { method, url, status, fault } = one
  const path = pathBehind(url, baseUrl)
  const ask = `mock.fetch(${quote(path)}`
  // A held answer was sent in the end, so the test needs no fault for it.
  const struck = fault && !fault.hold ? [`mock.faults.add(${literal(toFault(fault))})`] : []
  const lines = [
    ...struck,
    ...(status === 0
      ? [`await expect(${ask}${fault?.timeout ? withSignal(initOf(one)) : `${initOf(one)})`}).rejects.toThrow()`]
      : [
          `const response = await ${ask}${initOf(one)})`,
          '',
          `expect(response.status).toBe(${status})`,
          ...answerOf(one),
        ]),
  ]
  const title = `${method} ${path.split('?')[0]} ${status === 0 ? 'gets no answer' : `answers ${status}`}`
  return `test(${quote(title)}, async ({ mock }) => {\n${indent(lines.join('\n'))}\n})\n`
}

/** A timeout never answers: the test does not wait for it. */
function withSignal(init: string): string {
  const signal = 'signal: AbortSignal.timeout(100)'
  return init === '' ? `, { ${signal} })` : `${init.slice(0, -1)}  ${signal},\n})`
}

function answerOf({ method, response, fault }: Exchange): string[] {
  if (fault?.truncated) return ['await expect(response.text()).rejects.toThrow()']
  if (response === undefined || method === 'HEAD') return []
  if (typeof response === 'string') return [`expect(await response.text()).toBe(${quote(response)})`]
  const text = literal(response)
  if (text.length <= maxAnswerLength) return [`expect(await response.json()).toEqual(${text})`]
  const keys = typeof response === 'object' && response !== null ? Object.keys(response) : []
  return [`expect(Object.keys(await response.json())).toEqual(${literal(keys)})`]
}

/** The keys of a fault that are conditions. All others are effects. */
const conditions = new Set(['operation', 'method', 'path', 'query', 'requestBody'])

/** The fault to add in the test, without its counters: it strikes the first request at once. */
function toFault({ id, hold, nth, times, probability, delay, ...fault }: NonNullable<Exchange['fault']>): object {
  const hasEffect = Object.keys(fault).some((key) => !conditions.has(key))
  // A delay beside another effect is left out, so that the test does not wait for it.
  return hasEffect ? fault : { ...fault, delay: 0 }
}

/** The path behind the base URL of the mock, and behind the name of a sandbox. */
function pathBehind(url: string, baseUrl: string): string {
  const { pathname, search } = new URL(url, 'http://mock')
  const base = new URL(baseUrl, 'http://mock').pathname.replace(/\/$/, '')
  const path = pathname.startsWith(`${base}/`) ? pathname.slice(base.length) : pathname
  return (readSandboxPath(path)?.rest ?? path) + search
}

const quote = (text: string): string =>
  `'${JSON.stringify(text)
    .slice(1, -1)
    .replaceAll(String.raw`\"`, '"')
    .replaceAll("'", String.raw`\'`)}'`

const indent = (text: string): string => text.replaceAll(/^(?=.)/gm, '  ')

/** The key of a property, in quotes where JavaScript needs them. */
function nameOf(key: string): string {
  if (key === '__proto__') return "['__proto__']"
  return /^[a-z_$][\w$]*$/i.test(key) ? key : quote(key)
}

/** A value as people write it in code. */
function literal(value: unknown): string {
  if (typeof value === 'string') return quote(value)
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const isList = Array.isArray(value)
  const parts = Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .map(([key, inner]) => (isList ? '' : `${nameOf(key)}: `) + literal(inner))
  const [open, close] = isList ? '[]' : '{}'
  if (parts.length === 0) return `${open}${close}`
  const short = isList ? `[${parts.join(', ')}]` : `{ ${parts.join(', ')} }`
  return short.length <= 80 && !short.includes('\n') ? short : `${open}\n${indent(parts.join(',\n'))},\n${close}`
}
