import { counted } from '../../counts.ts'
import { type Paint, plain } from '../../terminal.ts'
import type { CheckReport, FactReport, Finding, OperationReport } from '../findings.ts'

/** The report for people. */
export function reportText(
  { url, edition, write, operations, differences, unasked, left }: CheckReport,
  paint: Paint,
): string {
  const lines = operations.flatMap((report) => [
    lineOf(report, paint),
    ...report.findings.map((finding) => findingText(finding, paint)),
    ...untested(report.facts, paint),
  ])
  const sums = [
    ...(differences > 0 ? [paint('red', `${counted(differences, 'difference')}.`)] : []),
    ...(unasked > 0 ? [paint('red', `${counted(unasked, 'fact')} could not be asked about.`)] : []),
    ...left.map((line) => `${paint('red', 'Not cleaned up:')} ${plain(line)}`),
    ...(differences + unasked === 0 ? [paint('green', 'The mock and the server agree.')] : []),
  ]
  const how = write ? 'read and written' : 'read only'
  return `${plain(url)}, ${edition} edition, ${how}\n\n${lines.join('\n')}\n\n${sums.join('\n')}\n`
}

function lineOf({ operation, compared, asked, facts, findings }: OperationReport, paint: Paint): string {
  const name = operation.padEnd(18)
  if (findings.length > 0)
    return `${paint('red', 'differs')}   ${name}${counted(asked, 'request')}, ${counted(findings.length, 'difference')}`
  if (facts.some(({ result }) => result === 'unasked'))
    return `${paint('red', 'unasked')}   ${name}${counted(asked, 'request')} answered`
  if (compared === 0)
    return `${paint('yellow', 'unknown')}   ${name}refusals agree; the account holds nothing to compare`
  const agreeing = facts.filter(({ result }) => result === 'agrees').length
  return `${paint('green', 'agrees')}    ${name}${counted(asked, 'request')}, ${counted(compared, 'answer')} compared, ${counted(agreeing, 'fact')}`
}

const indent = ' '.repeat(10)

function findingText({ kind, at, expected, received, seen, times }: Finding, paint: Paint): string {
  const where = at === '' ? 'the answer' : plain(at)
  const value = plain(received)
  const words: { readonly [Kind in Finding['kind']]?: string } = {
    missing: `${where} is missing: the mock answers ${expected}`,
    extra: `${where} is more than the mock answers: ${value}`,
    type: `${where} is ${value}: the mock answers ${expected}`,
    value: `${where} is ${value}: the mock knows ${expected}`,
    status: `status ${value}: the mock answers ${expected}`,
    redirect: `redirects with ${value}: the mock answers itself`,
  }
  const sentence = words[kind] ?? `${where}: ${value}; expected ${plain(expected)}`
  return `${indent}${paint('yellow', kind.padEnd(10))}${sentence} ${paint('dim', `(${plain(seen)}${times > 1 ? `, ${times} times` : ''})`)}`
}

/** What was not tested, and why; several facts with one reason in a line. */
function untested(facts: readonly FactReport[], paint: Paint): string[] {
  return (['unasked', 'unknown'] as const).flatMap((result) => {
    const found = facts.filter((fact) => fact.result === result)
    const reasons = [...new Set(found.map(({ why = '' }) => why))]
    return reasons.map((why) => {
      const names = found.filter((fact) => fact.why === why).map(({ name }) => name)
      const what = names.length > 2 ? counted(names.length, 'fact') : names.join('; ')
      return `${indent}${paint(result === 'unasked' ? 'red' : 'dim', `${result.padEnd(10)}${what}: ${plain(why)}`)}`
    })
  })
}
