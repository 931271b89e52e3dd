import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defaultEdition } from '../contract/editions.ts'
import { internals } from '../engine/internals.ts'
import type { Mock } from '../mock.ts'

/** A longer link would fill the terminal. */
const maxLinkLength = 1_500

/** Says how to open the state of a failed test: by a link, or by a file if the link is long. */
export function describeState(mock: Mock): string {
  const link = mock.link()
  const scenario = link.length <= maxLinkLength ? link : writeState(mock)
  return `  npx callcamp-mock --frozen${flagsOf(mock)} --scenario '${scenario}'`
}

/** Returns the options that the state does not have, and without which a server would go on in another way. */
function flagsOf(mock: Mock): string {
  const { edition, engine, simulator } = mock[internals].shared
  return [
    edition === defaultEdition ? '' : ` --edition ${edition}`,
    engine.references === 'strict' ? '' : ` --references ${engine.references}`,
    simulator === false ? ' --no-simulator' : '',
  ].join('')
}

function writeState(mock: Mock): string {
  const path = join(mkdtempSync(join(tmpdir(), 'callcamp-mock-')), 'state.json')
  writeFileSync(path, JSON.stringify(mock.document()))
  return path
}
