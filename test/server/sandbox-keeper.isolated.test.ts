import { afterEach, expect, test } from 'vitest'
import { machine, releaseMachine } from '../mock/machine.ts'
import { Problem } from '../../src/contract/problems.ts'
import { createMock } from '../../src/create-mock.ts'
import { SandboxKeeper } from '../../src/serving/sandboxes.ts'

afterEach(releaseMachine)

function keeperAt(limits: { most: number; idle: number }) {
  const mock = createMock()
  machine.at = 0
  const told: string[] = []
  return {
    mock,
    told,
    keeper: new SandboxKeeper(mock, limits, (text) => told.push(text)),
    pass: (ms: number) => (machine.at = (machine.at ?? 0) + ms),
    names: () => [...mock.sandboxes.keys()],
  }
}

test('a sandbox that nobody used for long is forgotten', () => {
  const { keeper, pass, names } = keeperAt({ most: 10, idle: 100 })
  keeper.use('a')
  pass(60)
  keeper.use('b')
  pass(60)
  keeper.sweep()
  expect(names()).toEqual(['b'])
})

test('a sandbox that somebody holds is not forgotten, and its time begins when it is let go', () => {
  const { keeper, pass, names } = keeperAt({ most: 10, idle: 100 })
  keeper.use('a')
  const release = keeper.hold('a')
  pass(500)
  keeper.sweep()
  expect(names()).toEqual(['a'])
  release()
  pass(60)
  keeper.sweep()
  expect(names()).toEqual(['a'])
  pass(60)
  keeper.sweep()
  expect(names()).toEqual([])
})

test('a sandbox made past the keeper is forgotten in time too', () => {
  const { mock, keeper, pass, names } = keeperAt({ most: 10, idle: 100 })
  mock.sandbox('a')
  keeper.sweep()
  pass(101)
  keeper.sweep()
  expect(names()).toEqual([])
})

test('where all places are taken by sandboxes in use, there is none for a new one', () => {
  const { keeper, names } = keeperAt({ most: 1, idle: 100 })
  keeper.use('a')
  keeper.hold('a')
  expect(keeper.use('b')).toBeInstanceOf(Problem)
  expect(names()).toEqual(['a'])
})

test('a sandbox that was dropped elsewhere takes no place any more', () => {
  const { mock, keeper, names } = keeperAt({ most: 1, idle: 100 })
  keeper.use('a')
  mock.dropSandbox('a')
  keeper.sweep()
  keeper.use('b')
  expect(names()).toEqual(['b'])
})

test('one that is forgotten for want of room is told of, but only the first', () => {
  const { keeper, told, names } = keeperAt({ most: 1, idle: 100 })
  for (const name of ['a', 'b', 'c']) keeper.use(name)
  expect(names()).toEqual(['c'])
  expect(told).toEqual([
    expect.stringMatching(/^The sandbox "a" and its data are forgotten .*: only 1 is kept\. .*sandboxes\.most/),
  ])
})

test('where those that nobody used for long leave room, no other is forgotten', () => {
  const { keeper, pass, told, names } = keeperAt({ most: 2, idle: 100 })
  keeper.use('a')
  pass(60)
  keeper.use('b')
  pass(60)
  keeper.use('c')
  expect(names()).toEqual(['b', 'c'])
  expect(told).toEqual([])
})
