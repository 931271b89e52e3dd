import type { Terminal } from '../../src/commands/terminal.ts'

/** A terminal that remembers, and that is stopped by hand. */
export function fakeTerminal(env: Record<string, string> = {}, tty = false) {
  let out = ''
  let err = ''
  let endInput = () => {}
  let stop: (exitCode: number) => void = () => {}
  const stopped = new Promise<number>((resolve) => {
    stop = resolve
  })
  const inputEnded = new Promise<void>((resolve) => {
    endInput = resolve
  })
  const saves: (() => void)[] = []
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
    inputEnded,
    onSave: (listener) => saves.push(listener),
  }
  const save = () => {
    for (const listener of saves) listener()
  }
  return { terminal, stop: () => stop(130), endInput: () => endInput(), save, out: () => out, err: () => err }
}
