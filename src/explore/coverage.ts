import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isMainThread, threadId } from 'node:worker_threads'
import { z } from 'zod'
import { checkOptions } from '../contract/options.ts'
import { exchangeObservers } from '../runners/exchange-observers.ts'
import { toCoveragePage } from './coverage-page.ts'
import { coverageLines, coverageOf, type OperationCoverage } from './transition-lists.ts'
import { toKey, transition, type Transition, transitionOf } from './transitions.ts'

/** What all tests of a run have reached, in every worker. */

const coverageOptions = z.strictObject({
  /** Where `coverage.txt`, `coverage.json` and `coverage.html` are written after each test, for all workers of a run. */
  folder: z.string().min(1).optional(),
})

/** Options of `explore.coverage`. */
export interface CoverageOptions extends Readonly<z.input<typeof coverageOptions>> {}

/** What was reached so far. */
export interface Coverage {
  /** Every operation, with what was reached of it and what was not. */
  readonly operations: readonly OperationCoverage[]
  /** The same for people: a line for what was reached, and one for what was not. */
  readonly text: string
  /** The same as a page. */
  readonly html: string
}

const part = z.array(transition)

/** What this worker has seen, and where it writes that. */
class CoverageCollector {
  readonly #seen = new Map<string, Transition>()
  #folder: string | undefined
  #isListening = false

  /** Begins to collect, if it did not yet. */
  begin(folder: string | undefined): void {
    if (!this.#isListening) {
      this.#isListening = true
      exchangeObservers.add((exchanges) => this.add(exchanges.map((exchange) => transitionOf(exchange))))
    }
    if (folder === undefined || folder === this.#folder) return
    this.#folder = folder
    // A worker may run several files, each with a copy of this module of its own: earlier results are read back.
    for (const one of readPart(join(folder, ownPart()))) this.#seen.set(toKey(one), one)
  }

  add(transitions: Iterable<Transition>): void {
    if (!this.#isListening) return
    const before = this.#seen.size
    for (const one of transitions) this.#seen.set(toKey(one), one)
    if (this.#folder !== undefined && this.#seen.size > before) this.#write(this.#folder)
  }

  get coverage(): Coverage {
    return toCoverage(this.#seen.values())
  }

  #write(folder: string): void {
    mkdirSync(folder, { recursive: true })
    writeWhole(join(folder, ownPart()), JSON.stringify([...this.#seen.values()]))
    const all = new Map<string, Transition>()
    for (const name of readdirSync(folder)) {
      if (!partName.test(name)) continue
      // Files of other runs are deleted.
      if (!name.startsWith(`part-${runId()}-`)) rmSync(join(folder, name), { force: true })
      else for (const one of readPart(join(folder, name))) all.set(toKey(one), one)
    }
    const { operations, text, html } = toCoverage(all.values())
    writeWhole(join(folder, 'coverage.txt'), `${text}\n`)
    writeWhole(join(folder, 'coverage.json'), `${JSON.stringify(operations, null, 2)}\n`)
    writeWhole(join(folder, 'coverage.html'), html)
  }
}

const partName = /^part-\d+-\d+-\d+\.json$/

/** The process that all workers of a run have in common. */
function runId(): number {
  return isMainThread ? process.ppid : process.pid
}

function ownPart(): string {
  return `part-${runId()}-${process.pid}-${threadId}.json`
}

function readPart(file: string): Transition[] {
  try {
    return part.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    // The file does not exist yet, or another version wrote it.
    return []
  }
}

/** Writes a file that others read at the same time: they find the old text or the new one. */
function writeWhole(file: string, text: string): void {
  const draft = `${file}.${process.pid}-${threadId}`
  writeFileSync(draft, text)
  renameSync(draft, file)
}

function toCoverage(transitions: Iterable<Transition>): Coverage {
  const operations = coverageOf(transitions, { all: true })
  return { operations, text: coverageLines(operations).join('\n'), html: toCoveragePage(operations) }
}

const collector = new CoverageCollector()

/** Adds what a search has reached to the coverage, if it is collected. */
export function addToCoverage(transitions: Iterable<Transition>): void {
  collector.add(transitions)
}

export function collectCoverage(options: CoverageOptions = {}): Coverage {
  const { folder } = checkOptions(coverageOptions, options, 'explore.coverage')
  collector.begin(folder)
  return collector.coverage
}
