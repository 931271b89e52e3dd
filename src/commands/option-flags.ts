import { z } from 'zod'
import { mockOptions, optionFlags } from '../contract/options.ts'
import { messageOf, show } from '../contract/problems.ts'
import type { SimulatorSettings } from '../contract/simulator.ts'
import { parseSettings } from '../simulator/campaign-settings.ts'
import { type Flag, type Flags, type Given, type Parsed, read, valuesOf } from './flags.ts'
import { CommandError } from './terminal.ts'

/** Flags that are options of a mock. What they allow is what the options allow. */

const flags: readonly (readonly [option: string, name: string, flag: Flag])[] = Object.entries(
  mockOptions.shape,
).flatMap(([option, schema]) => {
  const words = optionFlags.get(schema)
  return words && schema instanceof z.ZodDefault
    ? [[option, toFlagName(option), { ...words, ...valueOf(schema) }] as const]
    : []
})

function toFlagName(option: string): string {
  return option.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

/** The value, the default and the parser of the flag of an option. An option that is true or false is a switch. */
function valueOf(schema: z.ZodDefault): Pick<Flag, 'value' | 'fallback' | 'read'> {
  const inner = schema.unwrap()
  const fallback = String(schema.def.defaultValue)
  if (inner instanceof z.ZodEnum) {
    const words = inner.options.map(String)
    return { value: words.join('|'), fallback, read: (given) => read.oneOf(given, words) }
  }
  if (inner instanceof z.ZodNumber) {
    const range = { least: inner.minValue ?? -Infinity, most: inner.maxValue ?? Infinity, whole: inner.isInt }
    return { value: 'n', fallback, read: (given) => read.number(given, range) }
  }
  return {}
}

/** The flags of one group that are declared with their options. */
export function optionFlagsOf(group: Flag['group']): Flags {
  return Object.fromEntries(flags.flatMap(([, name, flag]) => (flag.group === group ? [[name, flag]] : [])))
}

/** Reads those flags. */
export function readOptionFlags(parsed: Parsed) {
  const values = valuesOf(Object.fromEntries(flags.map(([, name, flag]) => [name, flag])), parsed)
  return flagged.parse(Object.fromEntries(flags.map(([option, name]) => [option, values[name]])))
}
const flagged = mockOptions.omit({ scenario: true, now: true, baseUrl: true, clock: true, unknown: true })

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
