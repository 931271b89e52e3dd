/**
 * Holds all tests and all mutants, and runs tests against one mutant after another. A child of its own: a mutant
 * may hang it or exhaust its memory.
 */

const [build] = process.argv.slice(2)
/** A loop that a mutant made endless ends here; anything else that hangs is ended by the parent. */
const mostHits = 3_000_000

/** Tests take the machine's clock into their own hands. */
const now = performance.now.bind(performance)
let awake = 0
let hits = 0
/** The same for loops that the mutant started but is no part of. */
let asked = 0
let deadline = Infinity
let isLate = false
let seen = new Set()
globalThis.isAwake = (id) => {
  seen?.add(id)
  asked += 1
  if (asked % 65_536 === 0) isLate = now() > deadline
  if (isLate) throw new Error('takes too long')
  if (id !== awake) return false
  hits += 1
  if (hits > mostHits) throw new Error('The mutant runs on and on')
  return true
}

const { load } = await import(build)
const { tests, run } = await load()
/** What ran while everything was loaded, when no mutant was awake. */
const loaded = [...seen]
seen = undefined
console.error = () => {}
console.warn = () => {}
// What a mutant leaves behind must not end the child.
process.on('unhandledRejection', () => {})
process.on('uncaughtException', () => {})

let told = 0
function tellAlive() {
  if (now() - told < 500) return
  told = now()
  process.send({ alive: true })
}

async function outcomeOf(test, timeout) {
  const started = now()
  hits = 0
  deadline = started + timeout
  isLate = false
  try {
    await run(test, timeout)
    return { ms: now() - started }
  } catch (error) {
    return { ms: now() - started, error: String(error?.message ?? error).slice(0, 200) }
  } finally {
    deadline = Infinity
    isLate = false
  }
}

/** Runs every test with all mutants asleep: which of them pass, and which mutants each of them meets. */
async function rehearse() {
  const results = []
  for (const [index, test] of tests.entries()) {
    seen = new Set()
    const { ms, error } = await outcomeOf(test, 120_000)
    results.push({ index, title: test.title, file: test.file, ms, error, seen: [...seen] })
    tellAlive()
  }
  seen = undefined
  process.send({ rehearsed: { results, loaded } })
}

async function challenge({ id, chosen }) {
  for (const { index, timeout } of chosen) {
    awake = id
    const { error } = await outcomeOf(tests[index], timeout)
    awake = 0
    if (error !== undefined) {
      process.send({ id, killedBy: index, error })
      return
    }
    tellAlive()
  }
  process.send({ id })
}

process.on('message', (message) => void (message === 'rehearse' ? rehearse() : challenge(message)))
process.send({ ready: true })
