import { createRequire } from 'node:module'
import { messageOf } from '../contract/problems.ts'

/** Checks the versions of peers at once, since an old one would fail later with an unclear error. */

const oldestMsw = [2, 12] as const

/** Throws for a vitest without `aroundAll`, which came with 4.1. */
export function checkVitest(vitest: object): void {
  if ('aroundAll' in vitest) return
  throw new Error('callcamp-mock/vitest needs vitest 4.1 or newer: npm install --save-dev vitest@latest')
}

/** Throws for an msw that is too old. */
export function checkMsw(door: string, version = installedMsw()): void {
  if (version === undefined) return
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major > oldestMsw[0] || (major === oldestMsw[0] && minor >= oldestMsw[1])) return
  throw new Error(
    `${door} needs msw ${oldestMsw.join('.')} or newer; found ${version}: npm install --save-dev msw@latest`,
  )
}

/** Throws an error that says how to install msw, or why it could not be loaded. */
export function toMissing(door: string, cause: unknown): never {
  const message = messageOf(cause)
  if (/^(?:Cannot find|Failed to resolve)/.test(message))
    throw new Error(`${door} needs msw ${oldestMsw.join('.')} or newer: npm install --save-dev msw@latest`, { cause })
  const wayOut =
    cause instanceof ReferenceError
      ? ". The test environment lacks it, as jsdom does in the pool 'vmThreads': use the pool 'threads' or 'forks'"
      : ''
  throw new Error(`${door} cannot load msw: ${message}${wayOut}`, { cause })
}

/** The version of msw that this package finds; undefined if it is not known, such as in a bundle. */
export function installedMsw(): string | undefined {
  try {
    const { version } = createRequire(ownFile())('msw/package.json') as { readonly version: string }
    return version
  } catch {
    return undefined
  }
}

/** The file of this code, read from a stack: what ES modules have for it cannot be compiled to CommonJS, as jest does. */
function ownFile(): string {
  const [, file = ''] = /\((.+):\d+:\d+\)/.exec(new Error().stack ?? '') ?? []
  return file
}
