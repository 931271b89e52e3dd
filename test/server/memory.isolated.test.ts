import { expect, test, vi } from 'vitest'
import { createMock } from '../../src/create-mock.ts'
import { MemoryBudget } from '../../src/serving/memory.ts'

/** Which sandboxes are forgotten when the memory of a server is full. */

const machine = vi.hoisted(() => ({ now: 0 }))
vi.mock('../../src/world/clock.ts', async (importOriginal) => ({
  ...(await importOriginal<object>()),
  machineTime: () => machine.now,
}))

const megabyte = 1_000_000

function startBudget(): { readonly forgotten: string[]; readonly use: (sandbox: string, written: number) => void } {
  const root = createMock({ scenario: 'empty' })
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
  return { forgotten, use }
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
