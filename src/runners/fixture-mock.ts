import { checkOptions, mockOptions } from '../contract/options.ts'
import { makeMock } from '../create-mock.ts'
import type { Mock, MockOptions } from '../mock.ts'

/** The options of a mock as fixtures: three that have names of their own, and all others together. */
export interface MockSettings {
  readonly scenario: MockOptions['scenario']
  readonly seed: MockOptions['seed']
  readonly edition: MockOptions['edition']
  readonly mockOptions?: Omit<MockOptions, 'scenario' | 'seed' | 'edition'> | undefined
}

const otherOptions = mockOptions.omit({ scenario: true, seed: true, edition: true })

/** The mock of these fixtures; what is wrong with one is said with its name. */
export function makeFixtureMock({ mockOptions: others = {}, ...named }: MockSettings): Mock {
  checkOptions(otherOptions, others, 'mockOptions')
  return makeMock({ ...others, ...named }, 'test')
}
