import { modelNames, models } from '../contract/models.ts'
import type { Tables } from './tables.ts'

/** The models whose ids have a prefix, such as `call_`, and those whose ids are UUIDs. */
const prefixed = modelNames.flatMap((name) => {
  const { idPrefix }: { readonly idPrefix?: string | undefined } = models[name]
  return idPrefix === undefined ? [] : [[idPrefix, name] as const]
})
const unprefixed = modelNames.filter((name) => !prefixed.some(([, one]) => one === name))

/** Whether there is a row with this id. */
export function isTaken(tables: Tables, id: string): boolean {
  for (const [prefix, name] of prefixed) if (id.startsWith(prefix)) return tables[name].get(id) !== undefined
  return unprefixed.some((name) => tables[name].get(id) !== undefined)
}
