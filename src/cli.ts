#!/usr/bin/env node
import { constants } from 'node:os'
import { main } from './commands/main.ts'
import { codeOf } from './commands/terminal.ts'

/** The `callcamp-mock` command. */

/** The most output, in bytes, that waits in memory when the reader of a pipe does not read. */
const maxUnreadBytes = 1_048_576
/** How long a command that was stopped waits for its output to be read. */
const lastWordsMs = 250

let stopped: Promise<number> | undefined
const listenForStop = () =>
  new Promise<number>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.on(signal, () => {
        resolve(128 + constants.signals[signal])
      })
  })

let inputEnded: Promise<void> | undefined
const readInput = () =>
  new Promise<void>((resolve) => {
    process.stdin.on('error', () => resolve())
    process.stdin.on('close', () => resolve())
    process.stdin.on('end', () => resolve())
    process.stdin.resume()
  })

const { stdout, stderr } = process

// A reader may close the pipe at any time, which is not an error. Of other errors, the first one is reported.
let failure: Error | undefined
const note = (error?: Error | null) => {
  failure ??= error ?? undefined
}
for (const stream of [stdout, stderr]) stream.on('error', () => {})

/** A server drops lines when the reader does not keep up, and counts them. */
let omitted = 0
function writeOut(text: string): void {
  if (stopped !== undefined && stdout.writableLength > maxUnreadBytes) {
    omitted += 1
    return
  }
  if (omitted > 0) stderr.write(`callcamp-mock: ${omitted} lines were left out, because nobody read the output\n`)
  omitted = 0
  stdout.write(text, note)
}

const exitCode = await main(process.argv.slice(2), {
  out: writeOut,
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
  get inputEnded() {
    return (inputEnded ??= readInput())
  },
  onSave(listener) {
    if (process.platform !== 'win32') process.on('SIGUSR2', listener)
  },
})
process.exitCode = exitCode
if (inputEnded !== undefined) process.stdin.destroy()
// Output that is never read would keep the process alive.
if (stopped !== undefined) setTimeout(() => process.exit(), lastWordsMs).unref()
