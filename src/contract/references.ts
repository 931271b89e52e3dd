import { looseModels, type ModelName, modelTitles } from './models.ts'
import { show } from './problems.ts'

/** Messages about ids that name no row. */

/** Says that a reference of a row of `model` leads to no `target`. */
export function danglingReference(target: ModelName, uuid: unknown): string {
  return `must be the id of an existing ${modelTitles[target]}; received ${show(uuid)}`
}

/** How to create the missing row, and how to accept ids of rows that do not exist, where that is possible. */
export function wayToExist(model: ModelName, target: ModelName, uuid: unknown): string {
  // A record type that is made up may ask for custom fields, which the next request would lack.
  const more = target === 'recordType' ? ', fields: []' : ''
  const id = uuid === '' ? 'my-id' : uuid
  const made = `Make it with mock.db.${target}.create({ uuid: ${show(id)}${more} }) or POST /__mock/db/${target}`
  const loose = looseModels.has(model) ? "; or accept any id with references: 'loose' (--references loose)" : ''
  return `. ${made}${loose}`
}
