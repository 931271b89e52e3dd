import { editions } from '../../contract/editions.ts'
import { accountOf } from '../account.ts'
import { counted } from '../counts.ts'
import { type CommandUsage, helpFlags, parse, read } from '../flags.ts'
import { Progress } from '../progress.ts'
import { type Paint, painter, plain, type Terminal } from '../terminal.ts'
import { check, type CheckReport, editionOf, type Finding, type OperationReport } from './check.ts'

export const checkUsage: CommandUsage = {
  usage: 'callcamp-mock check <url> [flags]',
  summary:
    'Compares a real server with the mock, reading only, and tells where they differ.\nExit code 0: they agree; 1: they differ; 2: the server could not be asked.',
  operands: ['<url>'],
  flags: {
    key: {
      value: 'key',
      repeatable: true,
      group: 'Flags',
      help: 'The key to ask with; the first that is taken counts.',
    },
    edition: {
      value: editions.join('|'),
      group: 'Flags',
      help: 'Which of the two wire formats it should speak.',
      fallback: 'what it answers',
    },
    json: { group: 'Flags', help: 'Prints the report as JSON.' },
    ...helpFlags,
  },
  examples: [
    ['check https://callcamp.ai --key $KEY', 'does our mock still tell the truth?'],
    ['check http://localhost:3000 --edition local --json', 'for a pipeline'],
  ],
}

export async function checkCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  const parsed = parse(checkUsage, args, terminal)
  const progress = new Progress(terminal)
  const account = accountOf(parsed, terminal, progress)
  const edition =
    read.oneOf(parsed.get('edition'), editions) ??
    editionOf((await account.get('/api/records?limit=1')).body) ??
    'hosted'
  const report = await check(account, edition, (path) => progress.show(path)).finally(() => progress.end())
  terminal.out(parsed.has('json') ? `${JSON.stringify(report, null, 2)}\n` : reportText(report, painter(terminal)))
  return report.differences === 0 ? 0 : 1
}

function reportText({ url, edition, operations, differences }: CheckReport, paint: Paint): string {
  const lines = operations.flatMap((report) => [
    lineOf(report, paint),
    ...report.findings.map((finding) => findingText(finding, paint)),
  ])
  const sum =
    differences === 0
      ? paint('green', 'The mock and the server agree.')
      : paint('red', `${counted(differences, 'difference')}.`)
  return `${plain(url)}, ${edition} edition\n\n${lines.join('\n')}\n\n${sum}\n`
}

function lineOf({ operation, compared, asked, findings }: OperationReport, paint: Paint): string {
  const name = operation.padEnd(16)
  if (findings.length > 0)
    return `${paint('red', 'differs')}   ${name}${counted(asked, 'request')}, ${counted(findings.length, 'difference')}`
  if (compared === 0)
    return `${paint('yellow', 'unknown')}   ${name}refusals agree; the account holds nothing to compare`
  return `${paint('green', 'agrees')}    ${name}${counted(asked, 'request')}, ${counted(compared, 'answer')} compared`
}

function findingText({ kind, at, expected, received, seen, times }: Finding, paint: Paint): string {
  const where = at === '' ? 'the answer' : plain(at)
  const words = {
    missing: `${where} is missing: the mock answers ${expected}`,
    extra: `${where} is more than the mock answers: ${received}`,
    type: `${where} is ${received}: the mock answers ${expected}`,
    value: `${where} is ${plain(received)}: the mock knows ${expected}`,
    status: `status ${received}: the mock answers ${expected}`,
  }
  return `          ${paint('yellow', kind.padEnd(8))}${words[kind]} ${paint('dim', `(${plain(seen)}${times > 1 ? `, ${times} times` : ''})`)}`
}
