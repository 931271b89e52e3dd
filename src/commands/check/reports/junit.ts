import type { CheckReport, FactReport, Finding, OperationReport } from '../findings.ts'

/** The report as JUnit XML, as pipelines show it: a suite for an operation, a case for a fact. */
export function reportJUnit({ url, operations, left }: CheckReport): string {
  const suites = operations.map(suiteOf)
  const cleanUp = left.length === 0 ? [] : [cleanUpSuite(left)]
  const cases = operations.flatMap(({ facts }) => facts)
  const counts = countsOf(cases)
  const sums = { ...counts, tests: counts.tests + left.length, errors: counts.errors + left.length }
  return documentOf(url, [...suites, ...cleanUp], sums)
}

function documentOf(url: string, suites: readonly string[], counts: Counts): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name: `callcamp-mock check ${url}`, ...counts })}>`,
    ...suites,
    '</testsuites>\n',
  ].join('\n')
}

/** Where there is no report, as nothing could be asked. */
export function failureJUnit(url: string, message: string): string {
  const name = 'the server can be asked'
  const facts: readonly FactReport[] = [{ name, result: 'unasked', why: message }]
  return documentOf(url, [suiteOf({ operation: 'check', facts, findings: [] })], countsOf(facts))
}

type Suite = Pick<OperationReport, 'facts' | 'findings'> & { readonly operation: string }

function suiteOf({ operation, facts, findings }: Suite): string {
  const cases = facts.map((fact) =>
    caseOf(
      operation,
      fact,
      findings.filter((one) => one.fact === fact.name),
    ),
  )
  return [`  <testsuite${attributes({ name: operation, ...countsOf(facts) })}>`, ...cases, '  </testsuite>'].join('\n')
}

function caseOf(classname: string, { name, result, why = '' }: FactReport, findings: readonly Finding[]): string {
  const start = `    <testcase${attributes({ classname, name })}`
  if (result === 'agrees') return `${start}/>`
  const inside =
    result === 'unknown'
      ? [`<skipped${attributes({ message: why })}/>`]
      : result === 'unasked'
        ? [`<error${attributes({ message: why, type: 'unasked' })}/>`]
        : [failureOf(findings)]
  return [`${start}>`, ...inside.map((line) => `      ${line}`), '    </testcase>'].join('\n')
}

/** One for a case: more of them are not read by all that read JUnit. */
function failureOf(findings: readonly Finding[]): string {
  const lines = findings.map(
    ({ kind, at, expected, received, seen, times }) =>
      `${kind} ${at === '' ? 'the answer' : at}: ${received}; expected ${expected} (${seen}${times > 1 ? `, ${times} times` : ''})`,
  )
  const kinds = [...new Set(findings.map(({ kind }) => kind))].join(' ')
  return `<failure${attributes({ message: lines[0] ?? '', type: kinds })}>${escape(lines.join('\n'))}</failure>`
}

function cleanUpSuite(left: readonly string[]): string {
  const counts = { tests: left.length, failures: 0, errors: left.length, skipped: 0 }
  const cases = left.map((message) => {
    const start = `    <testcase${attributes({ classname: 'clean-up', name: message })}>`
    return `${start}<error${attributes({ message, type: 'left' })}/></testcase>`
  })
  return [`  <testsuite${attributes({ name: 'clean-up', ...counts })}>`, ...cases, '  </testsuite>'].join('\n')
}

type Counts = Readonly<Record<'tests' | 'failures' | 'errors' | 'skipped', number>>

function countsOf(facts: readonly FactReport[]): Counts {
  const count = (result: FactReport['result']) => facts.filter((fact) => fact.result === result).length
  return { tests: facts.length, failures: count('differs'), errors: count('unasked'), skipped: count('unknown') }
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escape(String(value))}"`)
    .join('')
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
}

/** Text from outside as XML takes it: characters that it has no place for are replaced. */
function escape(text: string): string {
  return (
    text
      // Controls, and halves of characters.
      .replaceAll(/(?![\t\n])[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, '\uFFFD')
      .replaceAll(/[&<>"\n]/g, (character) => entities[character] ?? character)
  )
}
