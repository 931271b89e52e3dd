import { editions } from '../../contract/editions.ts'
import { accountFlags, accountOf, AskError } from '../account.ts'
import { type CommandUsage, helpFlags, parse, read } from '../flags.ts'
import { checkPlace, writeOutput } from '../output-file.ts'
import { Progress } from '../progress.ts'
import { painter, type Terminal } from '../terminal.ts'
import { check } from './check.ts'
import type { CheckReport } from './findings.ts'
import { failureJUnit, reportJUnit } from './reports/junit.ts'
import { reportText } from './reports/text.ts'

export const checkUsage: CommandUsage = {
  usage: 'callcamp-mock check <url> [flags]',
  summary:
    'Compares a real server with the mock and lists where they differ: in fields, statuses and headers, in pages,\n' +
    'totals and order, in filters and search, and in refusals. It only sends GET requests.\n' +
    '\n' +
    'With --write it also creates, changes and deletes rows of its own, to compare all operations: two draft\n' +
    'campaigns with some orders, and contacts with unassigned numbers. Their names begin with\n' +
    '"callcamp-mock check". It deletes them at the end, also if the check fails or is stopped. It lists the rows\n' +
    'that it could not delete.\n' +
    '\n' +
    'Exit code 0: they agree; 1: they differ; 2: nothing differs, but something could not be asked or cleaned up,\n' +
    'or the server did not answer.',
  operands: ['<url>'],
  flags: {
    ...accountFlags,
    edition: {
      value: editions.join('|'),
      group: 'Flags',
      help: 'The wire format of the server.',
      fallback: 'detected',
    },
    write: {
      group: 'Flags',
      help: 'WRITES to the server: creates, changes and deletes rows of its own.',
    },
    json: { group: 'Flags', help: 'Prints the report as JSON.' },
    junit: { value: 'file', group: 'Flags', help: 'Also writes the report to this file, as JUnit XML.' },
    ...helpFlags,
  },
  examples: [
    ['check https://callcamp.ai --key $KEY', 'does the mock still agree with the real API?'],
    [
      'check http://localhost:3000 --edition local --write --junit report.xml',
      'for a pipeline that has its own server',
    ],
  ],
}

export async function checkCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  const parsed = parse(checkUsage, args, terminal)
  const progress = new Progress(terminal)
  const file = read.text(parsed.get('junit'))
  if (file !== undefined) checkPlace(file)
  const account = accountOf(parsed, terminal, progress)
  const settings = {
    edition: read.oneOf(parsed.get('edition'), editions),
    write: parsed.has('write'),
    progress: (text: string) => progress.show(text),
    say: (text: string) => progress.say(text),
  }
  const report = await check(account, settings)
    .finally(() => progress.end())
    .catch((error: unknown) => {
      if (error instanceof AskError && file !== undefined) writeOutput(file, failureJUnit(account.url, error.message))
      throw error
    })
  terminal.out(parsed.has('json') ? `${JSON.stringify(report, null, 2)}\n` : reportText(report, painter(terminal)))
  if (file !== undefined) writeOutput(file, reportJUnit(report))
  return exitCodeOf(report)
}

function exitCodeOf({ differences, unasked, left }: CheckReport): number {
  if (differences > 0) return 1
  return unasked > 0 || left.length > 0 ? 2 : 0
}
