/** What keeps a server from listening, in words. */

interface Place {
  readonly port: number
  readonly host: string
  readonly socket: string | undefined
}

/** A server could not listen. `code` is that of the system's error. */
export class ListenError extends Error {
  readonly code: string

  constructor(message: string, code: string, cause: unknown) {
    super(message, { cause })
    this.name = 'ListenError'
    this.code = code
  }
}

const noSuchAddress = ({ host }: Place) => `${host} is not an address of this machine: choose another host`

const messages: Readonly<Record<string, (place: Place) => string>> = {
  EADDRINUSE: ({ port, socket }) =>
    socket === undefined
      ? `The port ${port} is taken: choose another port, or port 0 for any that is free`
      : `The path ${socket} is taken by another server or file: choose another socket`,
  EACCES: ({ port, socket }) =>
    socket === undefined
      ? `The port ${port} may not be used: choose a port from 1024 on`
      : `The path ${socket} may not be used: choose another socket`,
  EADDRNOTAVAIL: noSuchAddress,
  ENOTFOUND: noSuchAddress,
}

/** Puts an error of the system into words. Other errors stay as they are. */
export function toListenError(error: unknown, place: Place): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const message = messages[code]
  return message ? new ListenError(message(place), code, error) : error
}
