#!/usr/bin/env node
import { constants } from 'node:os'
import { main } from './commands/main.ts'
import { codeOf } from './commands/terminal.ts'

/** The `callcamp-mock` command. */

let stopped: Promise<number> | undefined
const listenForStop = () =>
  new Promise<number>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.on(signal, () => resolve(128 + constants.signals[signal]))
  })

const { stdout, stderr } = process

// Whoever reads our output may stop reading it: that is no failure of ours. Of others, the first write that fails tells why.
let failure: Error | undefined
const note = (error?: Error | null) => {
  failure ??= error ?? undefined
}
for (const stream of [stdout, stderr]) stream.on('error', () => {})

const exitCode = await main(process.argv.slice(2), {
  out: (text) => stdout.write(text, note),
  err: (text) => stderr.write(text),
  lost: () =>
    new Promise((resolve) => {
      stdout.write('', () =>
        resolve(failure === undefined || codeOf(failure) === 'EPIPE' ? undefined : failure.message),
      )
    }),
  env: process.env,
  isTty: { out: stdout.isTTY, err: stderr.isTTY },
  get stopped() {
    return (stopped ??= listenForStop())
  },
})
process.exitCode = exitCode
