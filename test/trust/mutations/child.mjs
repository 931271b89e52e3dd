/**
 * Holds all tests and all mutants, and runs tests against one mutant after another. A child of its own: a mutant
 * may hang it or exhaust its memory.
 */

const [build] = process.argv.slice(2)
/** A loop that a mutant made endless ends here; anything else that hangs is ended by the parent. */
const mostHits = 3_000_000

let awake = 0
let hits = 0
let seen = new Set()
globalThis.isAwake = (id) => {
  seen?.add(id)
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
  if (performance.now() - told < 500) return
  told = performance.now()
  process.send({ alive: true })
}

async function outcomeOf(test, timeout) {
  const started = performance.now()
  hits = 0
  try {
    await run(test, timeout)
    return { ms: performance.now() - started }
  } catch (error) {
    return { ms: performance.now() - started, error: String(error?.message ?? error).slice(0, 200) }
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
