import { pathOf } from './format.ts'
import { textOf } from './json.ts'
import type { Exchange } from './port.ts'

/**
 * The query language of the journal: words and `key:value`, all of which must fit. A `-` in front negates one, and
 * quotes allow spaces: `status:4xx method:POST -path:/records body:"two words"`.
 */

type Test = (one: Exchange) => boolean

const contains = (text: string | null | undefined, part: string): boolean => !!text?.toLowerCase().includes(part)
const jsonOf = (value: unknown): string => (value === undefined ? '' : textOf(value))
const lines = (headers: Readonly<Record<string, string>>): string =>
  Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n')

/** The values of `is:`. */
const kinds: Readonly<Record<string, Test>> = {
  read: ({ method }) => method === 'GET' || method === 'HEAD',
  write: (one) => !kinds['read']?.(one),
  refused: ({ status }) => status >= 400 || status === 0,
  faulty: ({ fault }) => fault !== null,
  warned: ({ warnings }) => warnings.length > 0,
  changing: ({ step }) => step !== null,
  undone: ({ undone }) => undone,
}

/** `4xx`, `404`, `400-499`, `>=400`. Undefined for what is no number. */
function numberTest(value: string): ((number: number) => boolean) | undefined {
  const [, sign = '', from = '', to] = /^([<>]=?)?(\d+|\dxx)(?:-(\d+))?$/.exec(value) ?? []
  const least = Number(from.replace('xx', '00'))
  const most = Number(to ?? from.replace('xx', '99'))
  const tests: Readonly<Record<string, (number: number) => boolean>> = {
    '': (number) => number >= least && number <= most,
    '>': (number) => number > most,
    '>=': (number) => number >= least,
    '<': (number) => number < least,
    '<=': (number) => number <= most,
  }
  return from ? tests[sign] : undefined
}

/** What each key looks at. Undefined for a value that means nothing there. */
const keys: Readonly<Record<string, (value: string) => Test | undefined>> = {
  status: (value) => of(numberTest(value), ({ status }) => status),
  ms: (value) => of(numberTest(value), ({ durationMs }) => durationMs),
  method: (value) => (one) => one.method.toLowerCase() === value,
  path: (value) => (one) => contains(pathOf(one.url), value),
  operation: (value) => (one) => contains(one.operation, value),
  body: (value) => (one) => contains(jsonOf(one.body), value),
  answer: (value) => (one) => contains(jsonOf(one.response), value),
  header: (value) => (one) => contains(`${lines(one.headers)}\n${lines(one.responseHeaders)}`, value),
  is: (value) => kinds[value],
}

const of = (test: ((number: number) => boolean) | undefined, read: (one: Exchange) => number): Test | undefined =>
  test && ((one) => test(read(one)))

const searchKeys = Object.keys(keys)
const searchKinds = Object.keys(kinds)

/** A parsed query: a test of exchanges, and the error of the query for people, or an empty text. */
export interface JournalSearch {
  readonly fits: Test
  readonly problem: string
}

export function parseSearch(text: string): JournalSearch {
  const tests: Test[] = []
  let problem = ''
  for (const [, not, key, quoted, bare] of text.matchAll(/(-)?(?:([a-z]+):)?(?:"([^"]*)"|(\S+))/gi)) {
    const value = (quoted ?? bare ?? '').toLowerCase()
    const known = key === undefined ? anywhere : keys[key.toLowerCase()]
    const test = known?.(value)
    if (!known) problem = `There is no ${key}: to look for; there are ${searchKeys.join(', ')}`
    else if (!test)
      problem =
        key === 'is'
          ? `is: knows ${searchKinds.join(', ')}`
          : `${key}: takes 404, 4xx, 400-499 or >=400, and not ${value}`
    else tests.push(not ? (one) => !test(one) : test)
  }
  return { fits: (one) => tests.every((test) => test(one)), problem }
}

/** A word: a part of what the list shows. */
const anywhere = (word: string): Test => {
  return ({ method, url, operation, status }) => contains(`${method} ${pathOf(url)} ${operation} ${status}`, word)
}
