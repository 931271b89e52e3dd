import { z } from 'zod'
import { fault, hold } from '../contract/faults.ts'
import { modelNames, models } from '../contract/models.ts'
import { simulatorDefaults, simulatorSettings } from '../contract/simulator.ts'
import { fieldsOf, type JsonSchema } from './form-fields.ts'

/** The fields of rows, faults and settings, for tools that make forms. */

/** The input form of a schema. Parts that JSON Schema cannot express allow anything. */
function toJsonSchema(schema: z.ZodType): JsonSchema {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'inline' })
}

function modelsInWords() {
  return modelNames.map((name) => {
    const { title, collection, description, needed, refs, created, hidden, row } = models[name]
    return {
      name,
      title,
      collection,
      description,
      needed,
      references: refs ?? {},
      created,
      hidden: Object.keys(hidden),
      fields: fieldsOf(toJsonSchema(row)),
    }
  })
}

export function schemasOf() {
  return {
    models: modelsInWords(),
    fault: fieldsOf(toJsonSchema(fault)),
    hold: fieldsOf(toJsonSchema(hold)),
    simulator: fieldsOf(toJsonSchema(simulatorSettings)),
    simulatorDefaults,
  }
}
