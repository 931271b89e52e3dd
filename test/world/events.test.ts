import { describe, expect, test } from 'vitest'
import { Events } from '../../src/world/events.ts'
import type { ResetEvent } from '../../src/contract/events.ts'

const reset: ResetEvent = { type: 'reset', at: '2026-04-01T12:00:00Z', sandbox: null, scenario: 'test', seed: 1 }

describe('events', () => {
  test('reach those who listen for their type, in the order in which they came', () => {
    const events = new Events(() => {})
    const heard: string[] = []
    events.on('reset', ({ scenario }) => heard.push(`first ${scenario}`))
    events.on('order.status', () => heard.push('another'))
    events.on('reset', () => heard.push('second'))
    events.emit(reset)
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
    events.emit(reset)
    expect(heard).toEqual(['the rest'])
    expect(reports).toEqual([error])
  })

  test('reach a listener that is asynchronous, and what it throws in the end is reported', async () => {
    const reports: unknown[] = []
    const events = new Events((error) => reports.push(error))
    const error = new Error('later')
    events.on('reset', () => Promise.reject(error))
    events.emit(reset)
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
    events.emit(reset)
    events.emit(reset)
    expect(heard).toEqual(['first', 'second', 'second'])
  })

  test('are heard from the next one on by who begins to listen while one is told', () => {
    const events = new Events(() => {})
    const heard: string[] = []
    events.on('reset', () => {
      heard.push('old')
      if (heard.length === 1) events.on('reset', () => heard.push('new'))
    })
    events.emit(reset)
    expect(heard).toEqual(['old'])
    events.emit(reset)
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
    events.emit(reset)
    stop()
    stop()
    events.emit(reset)
    expect(count).toBe(3)
  })

  test('know whether anyone listens', () => {
    const events = new Events(() => {})
    expect(events.heard('reset')).toBe(false)
    const stop = events.on('reset', () => {})
    expect([events.heard('reset'), events.heard('request')]).toEqual([true, false])
    stop()
    expect(events.heard('reset')).toBe(false)
  })

  test('are listened for by their names and with a function only', () => {
    const events = new Events(() => {})
    expect(() => events.on('resett' as never, () => {})).toThrow(
      new TypeError(
        'There is no event "resett"; the events are call.started, call.ended, order.status, campaign.status, request, reset',
      ),
    )
    expect(() => events.on('reset', 'log' as never)).toThrow(
      new TypeError('A listener of reset must be a function; received "log"'),
    )
  })
})
