import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

/**
 * As much of vitest as the tests of the sources use, so that a test can be run a thousand times in one process
 * without loading anything again. Assertions are vitest's own.
 */

const require = createRequire(createRequire(import.meta.url).resolve('vitest/package.json'))
const { chai, JestExtend, JestChaiExpect, JestAsymmetricMatchers, ASYMMETRIC_MATCHERS_OBJECT, setState } = await import(
  pathToFileURL(require.resolve('@vitest/expect'))
)
const spies = await import(pathToFileURL(require.resolve('@vitest/spy')))

for (const plugin of [JestExtend, JestChaiExpect, JestAsymmetricMatchers]) chai.use(plugin)
export const expect = (value, message) => chai.expect(value, message)
Object.assign(expect, chai.expect, globalThis[ASYMMETRIC_MATCHERS_OBJECT])
expect.fail = (message) => {
  throw new Error(message)
}
setState({ assertionCalls: 0, isExpectingAssertions: false, expectedAssertionsNumber: null }, expect)

/** All tests, in the order in which they were declared. */
export const tests = []
let suite = { parent: undefined, title: '', hooks: {} }
let finished = []
let declaring = ''

function declare(title, body, skipped = false) {
  if (!skipped) tests.push({ title: pathOf(suite, title), suite, body, file: declaring })
}

const pathOf = (one, title) => (one.parent ? pathOf(one.parent, `${one.title} > ${title}`) : title)
const functionOf = (rest) => rest.find((one) => typeof one === 'function')

function eachOf(declareOne) {
  return (rows) =>
    (title, ...rest) => {
      const body = functionOf(rest)
      const spread = rows.every((row) => Array.isArray(row))
      rows.forEach((row, index) => declareOne(`${title} #${index}`, () => (spread ? body(...row) : body(row))))
    }
}

export const test = Object.assign((title, ...rest) => declare(title, functionOf(rest)), {
  each: eachOf(declare),
  for:
    (rows) =>
    (title, ...rest) =>
      rows.forEach((row, index) => declare(`${title} #${index}`, () => functionOf(rest)(row))),
  skipIf:
    (skipped) =>
    (title, ...rest) =>
      declare(title, functionOf(rest), skipped),
})
test.concurrent = test

function describeOne(title, body) {
  suite = { parent: suite, title: String(title), hooks: {} }
  try {
    body()
  } finally {
    suite = suite.parent
  }
}

export const describe = Object.assign((title, ...rest) => describeOne(title, functionOf(rest)), {
  each: eachOf(describeOne),
})
describe.concurrent = describe

const hook = (name) => (body) => (suite.hooks[name] ??= []).push(body)
export const beforeAll = hook('beforeAll')
export const beforeEach = hook('beforeEach')
export const afterAll = hook('afterAll')
export const afterEach = hook('afterEach')
export const onTestFinished = (body) => finished.push(body)

const stubbed = new Map()
const stubbedEnvs = new Map()
export const vi = {
  fn: spies.fn,
  spyOn: spies.spyOn,
  restoreAllMocks: spies.restoreAllMocks,
  // No fake timers: tests that need them fail the rehearsal, and are left out.
  useRealTimers() {},
  stubGlobal(name, value) {
    if (!stubbed.has(name)) stubbed.set(name, globalThis[name])
    globalThis[name] = value
  },
  unstubAllGlobals() {
    for (const [name, value] of stubbed) globalThis[name] = value
    stubbed.clear()
  },
  stubEnv(name, value) {
    if (!stubbedEnvs.has(name)) stubbedEnvs.set(name, process.env[name])
    process.env[name] = value
  },
  unstubAllEnvs() {
    for (const [name, value] of stubbedEnvs) {
      if (value === undefined) delete process.env[name]
      else process.env[name] = value
    }
    stubbedEnvs.clear()
  },
}

/** Each file begins outside of all suites. */
export function beginFile(file) {
  declaring = file
  suite = { parent: undefined, title: '', hooks: {} }
}

const chain = (one) => (one ? [...chain(one.parent), one] : [])

/** Runs one test with all its hooks, by itself; throws when it fails. */
export async function run({ suite: own, body }, timeout) {
  const suites = chain(own)
  const hooks = (name, order) => order.flatMap((one) => one.hooks[name] ?? [])
  finished = []
  let timer
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error('takes too long')), timeout)
  })
  const failed = []
  const attempt = async (one) => {
    try {
      await one()
    } catch (error) {
      failed.push(error)
    }
  }
  const work = async () => {
    await attempt(async () => {
      for (const one of [...hooks('beforeAll', suites), ...hooks('beforeEach', suites)]) await one()
      await body({ expect })
    })
    // What one of them fails to tidy up, the others still must: the next test runs in the same process.
    for (const one of [
      ...finished,
      ...hooks('afterEach', suites.toReversed()),
      ...hooks('afterAll', suites.toReversed()),
      spies.restoreAllMocks,
    ])
      await attempt(one)
    if (failed.length > 0) throw failed[0]
  }
  try {
    await Promise.race([work(), late])
  } finally {
    clearTimeout(timer)
  }
}
