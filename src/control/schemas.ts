import { z } from 'zod'
import { fault } from '../contract/faults.ts'
import { modelNames, models } from '../contract/models.ts'
import { simulatorSettings } from '../contract/simulator.ts'

/** What rows, faults and settings consist of: forms are made of it. */

/** What a client may write. What JSON cannot say may be anything. */
function toJsonSchema(schema: z.ZodType) {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'inline' })
}

function modelsInWords() {
  return modelNames.map((name) => {
    const { title, collection, description, needed, refs, hidden, row } = models[name]
    return {
      name,
      title,
      collection,
      description,
      needed,
      references: refs ?? {},
      hidden: Object.keys(hidden),
      schema: toJsonSchema(row),
    }
  })
}

export function schemasOf() {
  return { models: modelsInWords(), fault: toJsonSchema(fault), simulator: toJsonSchema(simulatorSettings) }
}
