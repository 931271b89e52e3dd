/** Prints the hashes of this runtime. `--stubs` takes time and chance away from everything but the package's own sources of them. */
import { createMock } from 'callcamp-mock'
import { demoHash, mixedHash } from './mixed-operations.mjs'

if (process.argv.includes('--stubs')) {
  const forbidden = (name) => () => {
    throw new Error(`${name} was asked`)
  }
  const RealDate = Date
  globalThis.Date = class extends RealDate {
    constructor(...args) {
      if (args.length === 0) forbidden('new Date()')()
      super(...args)
    }
    static now = forbidden('Date.now')
  }
  Math.random = forbidden('Math.random')
  Object.defineProperty(globalThis, 'crypto', { get: forbidden('crypto') })
  performance.now = forbidden('performance.now')
}

console.log(`demo ${demoHash(createMock)} mixed ${await mixedHash(createMock)}`)
