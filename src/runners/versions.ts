import { createRequire } from 'node:module'

/** Which versions of other packages are needed: said at once, in the place of what would fail later. */

const oldestMsw = [2, 12] as const

/** Refuses a vitest that has no `aroundAll`, which came with 4.1. */
export function checkVitest(vitest: object): void {
  if ('aroundAll' in vitest) return
  throw new Error('callcamp-mock/vitest needs vitest 4.1 or newer: npm install --save-dev vitest@latest')
}

/** Refuses a msw that is too old. Where everything is bundled, its version is not known, and nobody could install another. */
export function checkMsw(door: string, version = installedMsw()): void {
  if (version === undefined) return
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major > oldestMsw[0] || (major === oldestMsw[0] && minor >= oldestMsw[1])) return
  throw new Error(
    `${door} needs msw ${oldestMsw.join('.')} or newer; found ${version}: npm install --save-dev msw@latest`,
  )
}

/** Says what is to be installed where there is no msw. */
export function toMissing(door: string, cause: unknown): never {
  throw new Error(`${door} needs msw ${oldestMsw.join('.')} or newer: npm install --save-dev msw@latest`, { cause })
}

function installedMsw(): string | undefined {
  try {
    const { version } = createRequire(import.meta.url)('msw/package.json') as { readonly version: string }
    return version
  } catch {
    return undefined
  }
}
