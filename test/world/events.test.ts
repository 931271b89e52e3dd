import { describe, expect, test } from 'vitest'
import { Events } from '../../src/world/events.ts'
import type { ResetEvent } from '../../src/contract/events.ts'

const reset: ResetEvent = { type: 'reset', at: '2026-04-01T12:00:00Z', sandbox: null, scenario: 'test', seed: 1 }

function emit(events: Events): void {
  events.push(reset)
  events.emit()
}

describe('events', () => {
  test('reach those who listen for their type, in the order in which they came', () => {
    const events = new Events(() => {})
    const heard: string[] = []
    events.on('reset', ({ scenario }) => heard.push(`first ${scenario}`))
    events.on('order.status', () => heard.push('another'))
    events.on('reset', () => heard.push('second'))
    emit(events)
    expect(heard).toEqual(['first test', 'second'])
  })

  test('are heard by the rest when a listener throws, and the error is reported', () => {
    const reports: unknown[] = []
    const events = new Events((error) => reports.push(error))
    const heard: string[] = []
    const error = new Error('a bad listener')
    events.on('reset', () => {
      throw error
    })
    events.on('reset', () => heard.push('the rest'))
    emit(events)
    expect(heard).toEqual(['the rest'])
    expect(reports).toEqual([error])
  })

  test('reach a listener that is asynchronous, and what it throws in the end is reported', async () => {
    const reports: unknown[] = []
    const events = new Events((error) => reports.push(error))
    const error = new Error('later')
    events.on('reset', () => Promise.reject(error))
    emit(events)
    expect(reports).toEqual([])
    await expect.poll(() => reports).toEqual([error])
  })

  test('are no longer heard by who stopped listening, even while one is told', () => {
    const events = new Events(() => {})
    const heard: string[] = []
    const stopFirst = events.on('reset', () => {
      heard.push('first')
      stopFirst()
      stopThird()
    })
    events.on('reset', () => heard.push('second'))
    const stopThird = events.on('reset', () => heard.push('third'))
    emit(events)
    emit(events)
    expect(heard).toEqual(['first', 'second', 'second'])
  })

  test('are heard from the next one on by who begins to listen while one is told', () => {
    const events = new Events(() => {})
    const heard: string[] = []
    events.on('reset', () => {
      heard.push('old')
      if (heard.length === 1) events.on('reset', () => heard.push('new'))
    })
    emit(events)
    expect(heard).toEqual(['old'])
    emit(events)
    expect(heard).toEqual(['old', 'old', 'new'])
  })

  test('are told to one listener twice when it listens twice, and each is stopped by itself', () => {
    const events = new Events(() => {})
    let count = 0
    const listener = () => {
      count += 1
    }
    const stop = events.on('reset', listener)
    events.on('reset', listener)
    emit(events)
    stop()
    stop()
    emit(events)
    expect(count).toBe(3)
  })

  test('know whether anyone listens', () => {
    const events = new Events(() => {})
    expect(events.hasListeners('reset')).toBe(false)
    const stop = events.on('reset', () => {})
    expect([events.hasListeners('reset'), events.hasListeners('request')]).toEqual([true, false])
    stop()
    expect(events.hasListeners('reset')).toBe(false)
  })

  test('are listened for by their names and with a function only', () => {
    const events = new Events(() => {})
    expect(() => events.on('resett' as never, () => {})).toThrow(
      new TypeError(
        'There is no event "resett"; the events are call.started, call.ended, order.status, campaign.status, request, reset, history',
      ),
    )
    expect(() => events.on('reset', 'log' as never)).toThrow(
      new TypeError('A listener of reset must be a function; received "log"'),
    )
  })
})

/** Events about starts of scenarios with these names, and the names that a listener hears. */
function named() {
  const reports: unknown[] = []
  const events = new Events((error) => reports.push(error))
  const heard: string[] = []
  const push = (scenario: string) => events.push({ ...reset, scenario })
  const emitAll = (...scenarios: readonly string[]) => {
    for (const scenario of scenarios) push(scenario)
    events.emit()
  }
  return { events, heard, reports, push, emitAll }
}

describe('the queue of events', () => {
  test('emits nothing until it is told to, and nothing twice', () => {
    const { events, heard, push } = named()
    events.on('reset', ({ scenario }) => heard.push(scenario))
    push('first')
    push('second')
    expect(heard).toEqual([])
    events.emit()
    events.emit()
    expect(heard).toEqual(['first', 'second'])
  })

  test('takes no event that nobody listens for', () => {
    const { events, heard, push } = named()
    push('before')
    events.on('reset', ({ scenario }) => heard.push(scenario))
    events.emit()
    expect(heard).toEqual([])
  })

  test('freezes events all the way', () => {
    const { events } = named()
    const undone = [1]
    events.on('history', () => {})
    const event = { type: 'history' as const, at: reset.at, sandbox: null, undone, redone: [] }
    events.push(event)
    expect([Object.isFrozen(event), Object.isFrozen(undone)]).toEqual([true, true])
  })

  test('puts what a listener causes behind what waits already, for every listener', () => {
    const { events, heard, push, emitAll } = named()
    events.on('reset', ({ scenario }) => {
      heard.push(`one ${scenario}`)
      if (scenario !== 'first') return
      push('caused')
      events.emit()
    })
    events.on('reset', ({ scenario }) => heard.push(`other ${scenario}`))
    emitAll('first', 'second')
    const order = ['first', 'second', 'caused']
    expect(heard).toEqual(order.flatMap((name) => [`one ${name}`, `other ${name}`]))
  })

  test('goes on with what is pushed after a listener cleared it, and with nothing else', () => {
    const { events, heard, push, emitAll } = named()
    events.on('reset', ({ scenario }) => {
      heard.push(scenario)
      if (scenario !== 'first') return
      events.clear()
      push('anew')
      events.emit()
    })
    emitAll('first', 'dropped')
    expect(heard).toEqual(['first', 'anew'])
    emitAll('later')
    expect(heard).toEqual(['first', 'anew', 'later'])
  })

  test('may be cleared by every listener in turn', () => {
    const { events, heard, push, emitAll } = named()
    events.on('reset', ({ scenario }) => {
      heard.push(scenario)
      events.clear()
      if (heard.length < 4) push(`after ${scenario}`)
    })
    emitAll('a', 'dropped')
    expect(heard).toEqual(['a', 'after a', 'after after a', 'after after after a'])
  })

  test('waits while something is held, and is emitted when that has returned', () => {
    const { events, heard, push, emitAll } = named()
    events.on('reset', ({ scenario }) => heard.push(scenario))
    const result = events.hold(() => {
      events.hold(() => emitAll('first'))
      push('second')
      return heard.length
    })
    expect(result).toBe(0)
    expect(heard).toEqual(['first', 'second'])
  })

  test('is emitted when what was held throws', () => {
    const { events, heard, emitAll } = named()
    events.on('reset', ({ scenario }) => heard.push(scenario))
    const held = () =>
      events.hold(() => {
        emitAll('first')
        throw new RangeError('no')
      })
    expect(held).toThrow(RangeError)
    expect(heard).toEqual(['first'])
  })

  test('says whether a listener is running', () => {
    const { events, heard, emitAll } = named()
    events.on('reset', () => heard.push(String(events.isEmitting)))
    emitAll('first')
    expect([...heard, String(events.isEmitting)]).toEqual(['true', 'false'])
  })

  test('survives a report that throws', () => {
    const events = new Events((error) => {
      throw error
    })
    const heard: string[] = []
    const stop = events.on('reset', () => {
      throw new RangeError('no')
    })
    expect(() => emit(events)).toThrow(RangeError)
    stop()
    events.on('reset', ({ scenario }) => heard.push(scenario))
    emit(events)
    expect(heard).toEqual(['test'])
  })
})
