import type { z } from 'zod'
import { messageOf, show } from '../contract/problems.ts'
import type { SimulatorSettings } from '../contract/simulator.ts'
import { parseSettings } from '../simulator/campaign-settings.ts'
import { type Given, read } from './flags.ts'
import { CommandError } from './terminal.ts'

/** Flags that are options of a mock. What they allow is what the options allow. */

/** The value and the parser of a flag that chooses one of a few words. */
export function choiceFlag<Word extends string>(option: z.ZodOptional<z.ZodEnum<{ readonly [Each in Word]: Each }>>) {
  const words: readonly Word[] = option.unwrap().options
  return { value: words.join('|'), read: (given: Given | undefined) => read.oneOf(given, words) }
}

/** The value and the parser of a flag that is a number. */
export function numberFlag(option: z.ZodOptional<z.ZodNumber>) {
  const { minValue, maxValue, isInt } = option.unwrap()
  const range = { least: minValue ?? -Infinity, most: maxValue ?? Infinity, whole: isInt }
  return { value: 'n', read: (given: Given | undefined) => read.number(given, range) }
}

/** The value and the parser of a flag with settings of the call simulator. */
export const settingsFlag = {
  value: 'json',
  read(given: Given | undefined): SimulatorSettings | undefined {
    if (!given) return undefined
    const { text, from } = given
    let settings: unknown
    try {
      settings = JSON.parse(text)
    } catch {
      throw new CommandError(`${from} must be settings in JSON, such as {"maxAttempts":1}; received ${show(text)}`)
    }
    try {
      return parseSettings(settings)
    } catch (error) {
      throw new CommandError(`${from}: ${messageOf(error)}`)
    }
  },
} as const
