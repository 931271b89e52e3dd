import { defaultServer } from '../contract/addressing.ts'
import { defaultEdition, editions } from '../contract/editions.ts'
import { toOpenApi } from '../openapi/document.ts'
import { specs } from '../openapi/schemas.ts'
import { toControlOpenApi } from '../serving/control-document.ts'
import { type CommandUsage, helpFlags, parse, read } from './flags.ts'
import type { Terminal } from './terminal.ts'

export const openApiUsage: CommandUsage = {
  usage: 'callcamp-mock openapi [flags]',
  summary: 'Prints the API, or the control API, in OpenAPI.',
  operands: [],
  flags: {
    edition: {
      value: editions.join('|'),
      group: 'Flags',
      help: 'The wire format to describe.',
      fallback: defaultEdition,
    },
    'base-url': { value: 'url', group: 'Flags', help: 'The address of the API.', fallback: "the edition's" },
    spec: { value: specs.join('|'), group: 'Flags', help: 'The version of OpenAPI.', fallback: '3.1' },
    control: { group: 'Flags', help: 'Describes the control API of a server instead.' },
    strict: { group: 'Flags', help: 'Describes an API that refuses unknown keys.' },
    keys: { group: 'Flags', help: 'Describes an API that needs a key.' },
    ...helpFlags,
  },
  examples: [
    ['openapi > openapi.json', 'for a client generator'],
    ['openapi --spec 3.0 > openapi.json', 'for a generator that does not know 3.1'],
    ['openapi --control > control.json', 'for a client of the control API'],
    ['openapi --edition local --keys', 'the local edition, with keys'],
  ],
}

export async function openApiCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  const parsed = parse(openApiUsage, args, terminal)
  const baseUrl = read.address(parsed.get('base-url'))
  const spec = read.oneOf(parsed.get('spec'), specs)
  const auth = parsed.has('keys')
  const document = parsed.has('control')
    ? toControlOpenApi({ baseUrl: baseUrl ?? defaultServer, auth, spec })
    : toOpenApi({
        edition: read.oneOf(parsed.get('edition'), editions),
        baseUrl,
        auth,
        strict: parsed.has('strict'),
        spec,
      })
  terminal.out(`${JSON.stringify(document, null, 2)}\n`)
  return 0
}
