import { expect, test, vi } from 'vitest'
import { createMock } from '../../src/create-mock.ts'
import { defineScenario } from '../../src/scenarios/define-scenario.ts'
import { MemoryBudget } from '../../src/serving/memory.ts'

/** Which sandboxes are forgotten when the memory of a server is full. */

const machine = vi.hoisted(() => ({ now: 0 }))
vi.mock('../../src/world/clock.ts', async (importOriginal) => ({
  ...(await importOriginal<object>()),
  machineTime: () => machine.now,
}))

const megabyte = 1_000_000

function startBudget(scenario: 'empty' | 'demo' = 'empty') {
  const root = createMock({ scenario })
  const forgotten: string[] = []
  const budget = new MemoryBudget(root, 10 * megabyte, {
    eventBytes: () => 0,
    forget(sandbox) {
      forgotten.push(sandbox)
      budget.remove(root.sandbox(sandbox))
      root.dropSandbox(sandbox)
    },
  })
  // Rows hold what is charged, so that a recount finds it.
  const use = (name: string, written: number) => {
    const sandbox = root.sandbox(name)
    if (written > 0) sandbox.db.campaign.create({ name: 'x'.repeat(written / 2) })
    budget.charge(sandbox, written / 2)
  }
  return { forgotten, use, root, budget }
}

test('of sandboxes in use, the largest is forgotten', () => {
  const { forgotten, use } = startBudget()
  use('small', megabyte)
  use('large', 6 * megabyte)
  use('middle', 4 * megabyte)
  expect(forgotten).toEqual(['large'])
})

test('an idle sandbox is forgotten before a larger one that is in use', () => {
  const { forgotten, use } = startBudget()
  use('idle', 3 * megabyte)
  machine.now += 5_000
  use('used', 5 * megabyte)
  use('other', 3 * megabyte)
  expect(forgotten).toEqual(['idle'])
})

test('a small idle sandbox stays where it would make no room', () => {
  const { forgotten, use } = startBudget()
  use('idle', 0)
  machine.now += 5_000
  use('used', 7 * megabyte)
  use('other', 4 * megabyte)
  expect(forgotten).toEqual(['used'])
})

test('a long history is cut short before a sandbox is forgotten', () => {
  const { forgotten, use, root } = startBudget()
  const sandbox = root.sandbox('patched')
  const { uuid } = sandbox.db.campaign.create({ name: 'Start' })
  for (let round = 0; round < 20; round += 1) {
    for (let count = 0; count < 30; count += 1)
      sandbox.db.campaign.update({ where: { uuid: { equals: uuid } }, data: { name: `${count} `.repeat(10_000) } })
    use('patched', 0)
  }
  expect(forgotten).toEqual([])
  expect(sandbox.history.all().length).toBeLessThan(300)
  expect(sandbox.history.all().length).toBeGreaterThan(0)
})

test('a sandbox is charged for a scenario of its own, and not for that of the server', () => {
  const { budget, root } = startBudget('demo')
  const sandbox = root.sandbox('loading')
  budget.charge(sandbox, 0)
  const before = budget.bytesOf(sandbox)
  sandbox.load(
    defineScenario({ name: 'large', now: '2026-06-01T08:00:00Z', seed: 1, generate: { records: [{ count: 1_000 }] } }),
  )
  budget.charge(sandbox, 0)
  expect(budget.bytesOf(sandbox) - before).toBeGreaterThan(400_000)
  sandbox.load('empty')
  sandbox.clock.advance('1s')
  budget.charge(sandbox, 0)
  // The history still has the large one.
  expect(budget.bytesOf(sandbox) - before).toBeGreaterThan(400_000)
  budget.sweep()
  expect(budget.bytesOf(root)).toBeLessThan(100_000)
})

test('rows that change without a request are charged by the next sweep', () => {
  const { budget, root } = startBudget('demo')
  const sandbox = root.sandbox('changed')
  budget.charge(sandbox, 0)
  budget.sweep()
  const before = budget.bytesOf(sandbox)
  const changed = sandbox.db.order.updateMany({ where: { status: { equals: 'contacted' } }, data: { price: 9 } })
  budget.sweep()
  expect(changed.length).toBeGreaterThan(10)
  expect(budget.bytesOf(sandbox) - before).toBeGreaterThan(changed.length * 600)
})
