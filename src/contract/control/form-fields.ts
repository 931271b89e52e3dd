import { z } from 'zod'
import type { Immutable } from '../immutable.ts'
import { named } from '../named.ts'

/** The fields of a row, a fault or the settings, for tools that make forms and tables. */
export const formField = named('FormField', 'A field of a form.', {
  name: z.string().meta({
    description: 'The name; of a number inside of an object, with that of the object in front: `outcomes.busy`.',
  }),
  kind: z
    .enum(['text', 'number', 'boolean', 'choice', 'moment', 'json', 'value'])
    .meta({ id: 'FormFieldKind', description: 'What it holds. `value` is JSON, or a text as it is.' }),
  isNullable: z.boolean(),
  values: z.array(z.string()).meta({ description: 'The values of a choice.' }),
  description: z.string(),
  example: z.string(),
  least: z.number().optional(),
  most: z.number().optional(),
})
export interface FormField extends Immutable<z.infer<typeof formField>> {}
