import * as vitest from 'vitest'
import type { RunnerTestSuite } from 'vitest'
import { instead } from '../contract/field-errors.ts'
import { mergeSettings, type MockSettings, settingNames } from './settings.ts'

/**
 * Records what a file sets with `test.extend` and `test.override`. vitest passes fixtures only to tests, but
 * requests also come from hooks and from module level. So a proxy records the settings while the file is collected.
 */

/** A suite, or the file as the outermost one. */
export type Suite = RunnerTestSuite

/** The suite that is being collected. */
export function collectedSuite(): Suite {
  const { suite, file } = vitest.TestRunner.getCurrentSuite()
  return named(suite) ?? file
}

/** Returns the suite around another, or undefined for a file. */
function parentOf(suite: Suite): Suite | undefined {
  return suite.file === suite ? undefined : (named(suite.suite) ?? suite.file)
}

/** Tests at module level are in a suite without a name, or in none. */
function named(suite: Suite | undefined): Suite | undefined {
  return suite && suite.name !== '' ? suite : undefined
}

/** The suite of a test. */
export function suiteOf(task: { readonly suite?: Suite | undefined; readonly file: Suite }): Suite {
  return named(task.suite) ?? task.file
}

/** Returns a suite and all suites around it, innermost first. */
export function lineOf(suite: Suite): readonly Suite[] {
  const parent = parentOf(suite)
  return parent ? [suite, ...lineOf(parent)] : [suite]
}

/** Declared settings: plain values, and the names of those that a fixture function computes. */
interface Declaration {
  readonly own: Partial<MockSettings>
  readonly others: Partial<MockSettings>
  readonly computed: readonly string[]
}

const nothing: Declaration = { own: {}, others: {}, computed: [] }

/** The fixtures of `test`. */
const ownFixtures = [...settingNames, 'mockOptions', 'mock', 'server']

/** The declared settings of one `test`. */
export class DeclaredSettings {
  #base: Declaration
  readonly #bySuite = new WeakMap<Suite, Declaration>()
  /** The names of all fixtures: those of the user too. */
  readonly #names: readonly string[]

  constructor(base: Declaration = nothing, names: readonly string[] = ownFixtures) {
    this.#base = base
    this.#names = names
  }

  /** Returns the settings of a `test` that extends this one. */
  extended(fixtures: object): DeclaredSettings {
    return new DeclaredSettings(add(this.#base, fixtures), [...this.#names, ...Object.keys(fixtures)])
  }

  /** Throws for a name that is no fixture. vitest would add it silently, and no test would take it. */
  checkNames(fixtures: object): void {
    const strange = Object.keys(fixtures).find((name) => !this.#names.includes(name))
    if (strange !== undefined)
      throw new TypeError(
        `test.override: ${strange} is not a fixture of this test${instead(strange, this.#names, 'its fixtures')}`,
      )
  }

  override(suite: Suite, fixtures: object): void {
    // As in vitest, an override at module level holds for the whole file.
    if (suite.file === suite) this.#base = add(this.#base, fixtures)
    else this.#bySuite.set(suite, add(this.#at(suite), fixtures))
  }

  in(suite: Suite): { readonly settings: Partial<MockSettings>; readonly computed: readonly string[] } {
    const { own, others, computed } = this.#at(suite)
    return { settings: mergeSettings(own, others), computed }
  }

  #at(suite: Suite): Declaration {
    const overridden = lineOf(suite).find((one) => this.#bySuite.has(one))
    return (overridden && this.#bySuite.get(overridden)) ?? this.#base
  }
}

function add({ own, others, computed }: Declaration, fixtures: object): Declaration {
  const { mockOptions, ...named } = Object.fromEntries(
    Object.entries(fixtures).map(([name, fixture]) => [name, valueOf(fixture)]),
  )
  // Other fixtures belong to the user and are not settings.
  const functions = settingNames.filter((name) => typeof named[name] === 'function')
  const plain = Object.fromEntries(Object.entries(named).filter(([name]) => !functions.includes(name)))
  return {
    own: { ...own, ...plain },
    others: isObject(mockOptions) ? { ...others, ...mockOptions } : others,
    computed: [
      ...computed.filter((name) => !(name in plain)),
      ...functions,
      ...(typeof mockOptions === 'function' ? ['mockOptions'] : []),
    ],
  }
}

/** vitest accepts a fixture as a tuple with its options. */
function valueOf(fixture: unknown): unknown {
  return isTuple(fixture) ? fixture[0] : fixture
}

function isTuple(fixture: unknown): fixture is readonly [unknown, object] {
  if (!Array.isArray(fixture) || fixture.length !== 2 || !isObject(fixture[1])) return false
  return ['auto', 'scope', 'injected'].some((key) => Object.hasOwn(fixture[1], key))
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export interface SettingsObserver {
  /** A `test` was extended in the suite that is being collected. */
  open(): void
  /** A `test` was used in the suite that is being collected. */
  used(declared: DeclaredSettings): void
  /** A test or a hook was declared. */
  called(): void
}

type AnyFunction = (...args: unknown[]) => unknown

/** The methods by which fixtures are declared. */
const declaring = ['extend', 'override', 'scoped']

/**
 * Returns the same `test`, which also records its settings. `mockOptions` are merged with those that were set
 * before.
 */
export function noteSettings<Test extends object>(
  test: Test,
  declared: DeclaredSettings,
  observer: SettingsObserver,
): Test {
  const proxy: Test = noteUse(
    test,
    () => {
      observer.used(declared)
      observer.called()
    },
    (name) => (declaring.includes(name) ? (...args) => declare(name, args) : undefined),
  )
  function declare(name: string, args: readonly unknown[]): unknown {
    const fixtures = toFixtures(args)
    // A suite that only extends a `test` may run its tests with the new one.
    if (name === 'extend') observer.open()
    else {
      declared.checkNames(fixtures)
      observer.used(declared)
    }
    const result = call(test, name, 'mockOptions' in fixtures ? [merging(fixtures)] : args)
    if (name === 'extend') return noteSettings(Object(result), declared.extended(fixtures), observer)
    declared.override(collectedSuite(), fixtures)
    return proxy
  }
  return proxy
}

/** Wraps a function, its properties and its results, to observe calls. */
function noteUse<Target extends object>(
  target: Target,
  used: () => void,
  instead: (name: string) => AnyFunction | undefined = () => undefined,
): Target {
  return new Proxy(target, {
    apply(callee, self, args) {
      used()
      const result: unknown = Reflect.apply(callee as AnyFunction, self, args)
      return typeof result === 'function' ? noteUse(result, used) : result
    },
    get(_, key) {
      const value: unknown = Reflect.get(target, key, target)
      if (typeof key === 'symbol' || typeof value !== 'function' || isFixed(target, key)) return value
      return instead(key) ?? noteUse(value, used)
    },
  })
}

/** Whether a proxy must return the original value of a property. */
function isFixed(target: object, key: string): boolean {
  const { configurable = true, writable = true } = Reflect.getOwnPropertyDescriptor(target, key) ?? {}
  return !configurable && !writable
}

function call(target: object, name: string, args: readonly unknown[]): unknown {
  const method: unknown = Reflect.get(target, name, target)
  if (typeof method !== 'function') throw new TypeError(`This version of vitest has no test.${name}`)
  return Reflect.apply(method, target, args)
}

/** Returns the fixtures of a call: from an object, or from a name and a value with options between them. */
function toFixtures(args: readonly unknown[]): Record<string, unknown> {
  const [first] = args
  return typeof first === 'string' ? { [first]: args.at(-1) } : { ...Object(first) }
}

/** Merges options with those that were set before. A fixture function must do that itself. */
function merging(fixtures: Record<string, unknown>): Record<string, unknown> {
  const given = valueOf(fixtures['mockOptions'])
  if (!isObject(given)) return fixtures
  return {
    ...fixtures,
    mockOptions: async (
      { mockOptions }: { readonly mockOptions: object },
      use: (options: object) => Promise<void>,
    ): Promise<void> => use({ ...mockOptions, ...given }),
  }
}
