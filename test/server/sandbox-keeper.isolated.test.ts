import { afterEach, expect, test } from 'vitest'
import { machine, releaseMachine } from '../mock/machine.ts'
import { createMock } from '../../src/create-mock.ts'
import { SandboxKeeper } from '../../src/serving/sandboxes.ts'

afterEach(releaseMachine)

function keeperAt(limits: { most: number; idle: number }) {
  const mock = createMock()
  machine.at = 0
  const told: string[] = []
  const gone: string[] = []
  return {
    mock,
    told,
    gone,
    keeper: new SandboxKeeper(mock, limits, {
      made: () => {},
      forgotten: (_sandbox, name, reason) => gone.push(`${name}: ${reason}`),
      report: (text) => told.push(text),
    }),
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

test('a sandbox is kept for ever where no idle time is set', () => {
  const { keeper, pass, names } = keeperAt({ most: 10, idle: 0 })
  keeper.use('a')
  pass(1e12)
  keeper.sweep()
  expect(names()).toEqual(['a'])
})

test('a sandbox that is forgotten is told of with the reason', () => {
  const { keeper, pass, gone } = keeperAt({ most: 2, idle: 100 })
  keeper.use('a')
  pass(101)
  keeper.sweep()
  for (const name of ['b', 'c', 'd']) keeper.use(name)
  keeper.forget('d', 'memory')
  keeper.forget('nobody', 'memory')
  expect(gone).toEqual(['a: idle', 'b: sandboxes', 'd: memory'])
})

test('a sandbox made past the keeper is forgotten in time too', () => {
  const { mock, keeper, pass, names } = keeperAt({ most: 10, idle: 100 })
  mock.sandbox('a')
  keeper.sweep()
  pass(101)
  keeper.sweep()
  expect(names()).toEqual([])
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
