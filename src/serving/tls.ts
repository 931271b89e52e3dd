import { createServer } from 'node:https'
import { createSecureContext } from 'node:tls'
import { messageOf } from '../contract/problems.ts'
import type { CreateServer, TlsFiles } from '../transports/http-settings.ts'

/**
 * Makes servers that speak TLS with this certificate and its key. A TypeError says which of them is wrong: Node's own
 * errors name neither.
 */
export function withTls({ cert, key }: TlsFiles): CreateServer {
  check('tls.cert must be a certificate in PEM', { cert })
  check('tls.key must be a private key in PEM, without a passphrase', { key })
  check('tls.key must be the key of the certificate', { cert, key })
  return (options) => createServer({ ...options, cert, key })
}

function check(allowed: string, files: Partial<TlsFiles>): void {
  try {
    createSecureContext(files)
  } catch (error) {
    throw new TypeError(`serve: ${allowed}; reading it fails with: ${messageOf(error)}`, { cause: error })
  }
}
