#!/usr/bin/env node
import { constants } from 'node:os'
import { main } from './commands/main.ts'

/** The `callcamp-mock` command. */

const stopped = new Promise<number>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve(128 + constants.signals[signal]))
})

// Whoever reads our output may stop reading it: that is no failure of ours.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })
}

const exitCode = await main(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  env: process.env,
  isTty: { out: process.stdout.isTTY, err: process.stderr.isTTY },
  stopped,
})
process.exitCode = exitCode
