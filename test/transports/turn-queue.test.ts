import { expect, test } from 'vitest'
import { TurnQueue } from '../../src/transports/turn-queue.ts'

const nextTurn = () =>
  new Promise((resolve) => {
    setImmediate(resolve)
  })

test('tasks run one after another, and other work has turns between them', async () => {
  const queue = new TurnQueue()
  const done: string[] = []
  const note = (name: string) => () => void done.push(name)
  queue.add(note('first'))
  queue.add(note('second'))
  expect(done).toEqual([])
  for (let turn = 1; turn <= 6; turn += 1) {
    setImmediate(note(`other ${turn}`))
    await nextTurn()
  }
  const between = done.slice(done.indexOf('first') + 1, done.indexOf('second'))
  expect(done.filter((name) => !name.startsWith('other'))).toEqual(['first', 'second'])
  expect(between.length).toBeGreaterThanOrEqual(3)
})

test('a task that throws does not keep the next one from running', async () => {
  const queue = new TurnQueue()
  const done: string[] = []
  const thrown: unknown[] = []
  const listeners = process.listeners('uncaughtException')
  process.removeAllListeners('uncaughtException')
  process.once('uncaughtException', (error) => thrown.push(error.message))
  queue.add(() => {
    throw new Error('broken')
  })
  queue.add(() => void done.push('next'))
  await expect.poll(() => done).toEqual(['next'])
  for (const listener of listeners) process.on('uncaughtException', listener)
  expect(thrown).toEqual(['broken'])
})

test('a queue that was empty runs what is added later', async () => {
  const queue = new TurnQueue()
  const done: string[] = []
  queue.add(() => void done.push('early'))
  await expect.poll(() => done).toEqual(['early'])
  await nextTurn()
  await nextTurn()
  queue.add(() => void done.push('late'))
  await expect.poll(() => done).toEqual(['early', 'late'])
})
