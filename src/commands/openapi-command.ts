import { editions } from '../contract/editions.ts'
import { toOpenApi } from '../openapi/document.ts'
import { type CommandUsage, helpFlags, parse, read } from './flags.ts'
import type { Terminal } from './terminal.ts'

export const openApiUsage: CommandUsage = {
  usage: 'callcamp-mock openapi [flags]',
  summary: 'Prints the API in OpenAPI 3.1.',
  operands: [],
  flags: {
    edition: {
      value: editions.join('|'),
      group: 'Flags',
      help: 'Which of the two wire formats is described.',
      fallback: 'hosted',
    },
    'base-url': { value: 'url', group: 'Flags', help: 'Where the API is found.', fallback: "the edition's" },
    keys: { group: 'Flags', help: 'Describes an API that asks for keys.' },
    ...helpFlags,
  },
  examples: [
    ['openapi > openapi.json', 'for a generator of clients'],
    ['openapi --edition local --keys', 'the local edition, with keys'],
  ],
}

export async function openApiCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  const parsed = parse(openApiUsage, args, terminal)
  const document = toOpenApi({
    edition: read.oneOf(parsed.get('edition'), editions),
    baseUrl: read.address(parsed.get('base-url')),
    auth: parsed.has('keys'),
  })
  terminal.out(`${JSON.stringify(document, null, 2)}\n`)
  return 0
}
