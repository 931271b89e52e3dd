import { describe, expect, test } from 'vitest'
import { HeldList } from '../../src/inspector/held-list.ts'

describe('a list that people use', () => {
  const items = (...ids: readonly number[]) => ids.map((id) => ({ id }))
  const open = () => {
    let drawn = 0
    const list = new HeldList<{ readonly id: number }>(() => (drawn += 1))
    return { list, drawn: () => drawn }
  }

  test('shows what comes in while nobody points at it', () => {
    const { list } = open()
    expect(list.show(items(1))).toEqual(items(1))
    expect(list.show(items(1, 2))).toEqual(items(1, 2))
    expect(list.fresh).toBe(0)
  })

  test('stands still under the pointer or with the focus, and counts what is new', () => {
    const { list, drawn } = open()
    list.show(items(1, 2))
    list.hold(new Event('pointerenter'))
    list.hold(new Event('focusin'))
    expect(list.show(items(1, 2, 3))).toEqual(items(1, 2))
    expect(list.show(items(2, 3, 4, 5))).toEqual(items(1, 2))
    expect(list.fresh).toBe(3)
    list.release(new Event('pointerleave'))
    expect(drawn()).toBe(0)
    expect(list.show(items(2, 3, 4, 5))).toEqual(items(1, 2))
    list.release(new Event('focusout'))
    expect(drawn()).toBe(1)
    expect(list.show(items(2, 3, 4, 5))).toEqual(items(2, 3, 4, 5))
    expect(list.fresh).toBe(0)
  })

  test('catches up when it is asked to, and stands still again', () => {
    const { list, drawn } = open()
    list.show(items(1))
    list.hold(new Event('pointerenter'))
    list.show(items(1, 2))
    list.catchUp()
    expect(drawn()).toBe(1)
    expect(list.show(items(1, 2))).toEqual(items(1, 2))
    expect(list.show(items(1, 2, 3))).toEqual(items(1, 2))
    expect(list.fresh).toBe(1)
  })

  test('shows nothing that was cleared', () => {
    const { list } = open()
    list.show(items(1))
    list.hold(new Event('pointerenter'))
    expect(list.show([])).toEqual([])
  })
})
