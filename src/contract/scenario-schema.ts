import { z } from 'zod'
import { scenarioDocument } from './scenarios.ts'

/** The JSON Schema of scenario documents, as editors and other languages read it. */
export function scenarioSchema(): object {
  const schema = z.toJSONSchema(scenarioDocument, {
    io: 'input',
    unrepresentable: 'any',
    override: ({ jsonSchema }) => {
      // Immutable in TypeScript; in a file everything can be edited.
      delete jsonSchema.readOnly
    },
  })
  return { ...schema, title: 'Scenario of callcamp-mock' }
}
