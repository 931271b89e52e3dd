import { z } from 'zod'
import { optionFlags } from '../contract/options.ts'
import { messageOf, show } from '../contract/problems.ts'
import type { SimulatorSettings } from '../contract/simulator.ts'
import { serveOptions } from '../serving/options.ts'
import { parseSettings } from '../simulator/campaign-settings.ts'
import { type Flag, type Flags, type Given, type Parsed, read, valuesOf } from './flags.ts'
import { CommandError } from './terminal.ts'

/** Flags that are options of a server or its mock. What they allow is what the options allow. */

const flags: readonly (readonly [option: string, name: string, flag: Flag])[] = Object.entries(
  serveOptions.shape,
).flatMap(([option, schema]) => {
  const words = optionFlags.get(schema)
  return words ? [[option, toFlagName(option), { ...words, ...valueOf(schema) }] as const] : []
})

function toFlagName(option: string): string {
  return option.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

/** The value, the default and the parser of the flag of an option. An option that is true or false is a switch. */
function valueOf(schema: z.core.$ZodType): Pick<Flag, 'value' | 'fallback' | 'read'> {
  if (schema instanceof z.ZodOptional) return valueOf(schema.unwrap())
  if (schema instanceof z.ZodDefault) {
    const flag = valueOf(schema.unwrap())
    return flag.read ? { ...flag, fallback: String(schema.def.defaultValue) } : flag
  }
  if (schema instanceof z.ZodEnum) {
    const words = schema.options.map(String)
    return { value: words.join('|'), read: (given) => read.oneOf(given, words) }
  }
  if (schema instanceof z.ZodNumber) {
    const range = { least: schema.minValue ?? -Infinity, most: schema.maxValue ?? Infinity, whole: schema.isInt }
    return { value: 'n', read: (given) => read.number(given, range) }
  }
  return schema instanceof z.ZodString ? { read: read.text } : {}
}

/** The flags of one group that are declared with their options. */
export function optionFlagsOf(group: Flag['group']): Flags {
  return Object.fromEntries(flags.flatMap(([, name, flag]) => (flag.group === group ? [[name, flag]] : [])))
}

const flagged = serveOptions.omit({ scenario: true, now: true, clock: true, save: true, sandboxes: true, memory: true })

/** Reads those flags. */
export function readOptionFlags(parsed: Parsed) {
  const values = valuesOf(Object.fromEntries(flags.map(([, name, flag]) => [name, flag])), parsed)
  return flagged.parse(Object.fromEntries(flags.map(([option, name]) => [option, values[name]])))
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
