import type { Terminal } from '../../src/commands/terminal.ts'

/** A terminal that remembers, and that is stopped by hand. */
export function fakeTerminal(env: Record<string, string> = {}, tty = false) {
  let out = ''
  let err = ''
  let stop: (exitCode: number) => void = () => {}
  const stopped = new Promise<number>((resolve) => {
    stop = resolve
  })
  const terminal: Terminal = {
    out: (text) => {
      out += text
    },
    err: (text) => {
      err += text
    },
    lost: async () => undefined,
    env,
    isTty: { out: tty, err: tty },
    stopped,
  }
  return { terminal, stop: () => stop(130), out: () => out, err: () => err }
}
