import { createSecureContext } from 'node:tls'
import { messageOf } from '../contract/problems.ts'
import type { TlsFiles } from '../transports/http-settings.ts'

/** Checks a certificate and its key. A TypeError says which of them is wrong: Node's own errors name neither. */
export function checkTls({ cert, key }: TlsFiles): void {
  check('tls.cert must be a certificate in PEM', { cert })
  check('tls.key must be a private key in PEM, without a passphrase', { key })
  check('tls.key must be the key of the certificate', { cert, key })
}

function check(allowed: string, files: Partial<TlsFiles>): void {
  try {
    createSecureContext(files)
  } catch (error) {
    throw new TypeError(`serve: ${allowed}; reading it fails with: ${messageOf(error)}`, { cause: error })
  }
}
