import { editions } from '../../contract/editions.ts'
import { messageOf } from '../../contract/problems.ts'
import { loadScenario } from '../../scenarios/load.ts'
import { accountFlags, accountOf } from '../account.ts'
import { rowCounts } from '../counts.ts'
import { type CommandUsage, helpFlags, parse, read } from '../flags.ts'
import { checkPlace, writeOutput } from '../output-file.ts'
import { Progress } from '../progress.ts'
import { plain, type Terminal } from '../terminal.ts'
import { anonymize } from './anonymize.ts'
import { readAccount } from './read-account.ts'
import { toScenario } from './to-scenario.ts'

export const snapshotUsage: CommandUsage = {
  usage: 'callcamp-mock snapshot <url> [flags]',
  summary:
    'Makes a scenario from the campaigns, records and orders of a real account. It changes nothing there.\n' +
    'The API has no record types, assistants and phones: the fields of a record type are derived from the values\n' +
    'of its contacts, and the others are numbered. Calls are left out.\n' +
    'With --anonymize, every contact gets another name, and phone numbers, email addresses, descriptions,\n' +
    'instructions and every text in custom fields are replaced. Equal texts get equal replacements. Dates in custom\n' +
    'fields become other dates of the same year. Everything else is kept: ids, statuses, times, schedules,\n' +
    'countries and prices, and of custom fields the keys, numbers and booleans.\n' +
    'Exit code 0: everything was read; 1: the scenario is written, but something is missing or the mock refuses it;\n' +
    '2: nothing is written.',
  operands: ['<url>'],
  flags: {
    ...accountFlags,
    out: { short: 'o', value: 'file', group: 'Flags', help: 'The file to write. Without it, the scenario is printed.' },
    name: { value: 'text', group: 'Flags', help: 'The name of the scenario.', fallback: "the server's name" },
    anonymize: { group: 'Flags', help: 'Replaces people and texts, as described above.' },
    seed: { value: 'n', group: 'Flags', help: 'The start number of the random generator.', fallback: '1' },
    ...helpFlags,
  },
  examples: [
    ['snapshot https://callcamp.ai --key $KEY --anonymize --out ours.json', 'real structure without real people'],
    ['--scenario ours.json', 'then: the mock with these data'],
  ],
}

export async function snapshotCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  const parsed = parse(snapshotUsage, args, terminal)
  const progress = new Progress(terminal)
  const account = accountOf(parsed, terminal, progress)
  const seed = read.seed(parsed.get('seed')) ?? 1
  const file = read.text(parsed.get('out'))
  if (file !== undefined) checkPlace(file)
  const rows = await readAccount(account, (text) => progress.show(text)).finally(() => progress.end())
  const told = toScenario(rows, { name: read.text(parsed.get('name')) ?? new URL(account.url).host, seed })
  const scenario = parsed.has('anonymize') ? anonymize(told, seed) : told
  const text = `${JSON.stringify(scenario, null, 2)}\n`
  if (file === undefined) terminal.out(text)
  else writeOutput(file, text)
  const counts = rowCounts(scenario.campaigns.length, scenario.records.length, scenario.orders.length)
  terminal.err(`callcamp-mock: ${counts}${file === undefined ? '' : ` in ${file}`}\n`)
  const isWhole = reportMissing(rows.missing, terminal)
  const isTaken = reportFaults(scenario, terminal)
  return isWhole && isTaken ? 0 : 1
}

function reportMissing(missing: readonly string[], terminal: Terminal): boolean {
  if (missing.length === 0) return true
  const lines = missing.map((line) => `  ${plain(line)}\n`)
  terminal.err(`callcamp-mock: the snapshot is incomplete; this is missing:\n${lines.join('')}`)
  return false
}

/** A real server may hold rows that the mock refuses. The user should know now, not when the file is used. */
function reportFaults(scenario: object, terminal: Terminal): boolean {
  try {
    loadScenario(scenario, { edition: editions[0] })
    return true
  } catch (error) {
    terminal.err(
      `callcamp-mock: the server answers what the mock does not take; edit the file before you use it.\n${messageOf(error)}\n`,
    )
    return false
  }
}
