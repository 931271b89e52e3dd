import { z } from 'zod'
import { id, timestamp } from './formats.ts'
import type { Immutable } from './immutable.ts'
import { modelName, type ModelName, type Models, row } from './models.ts'
import { named } from './named.ts'

/** What a step of the history was caused by. */
const cause = z
  .discriminatedUnion('type', [
    z.object({ type: z.literal('request'), method: z.string(), path: z.string(), operation: z.string().nullable() }),
    /** A call of the test API, such as `order.update`. */
    z.object({ type: z.literal('db'), call: z.string() }),
    /** A move of the clock, such as `clock.advance`; `tick` for a clock that ticks. */
    z.object({ type: z.literal('clock'), call: z.string() }),
    /** A call of the simulator's controls, such as `simulator.step`. */
    z.object({ type: z.literal('simulator'), call: z.string() }),
    /** A new start: `reset`, `load` or `restore`. */
    z.object({ type: z.literal('start'), call: z.string() }),
  ])
  .meta({ id: 'Cause', description: 'What a step of the history was caused by.' })
export type Cause = Immutable<z.infer<typeof cause>>

export const historyStep = named('HistoryStep', 'One step of the history.', {
  id: z.int().min(1),
  /** Virtual time when the step began. */
  at: timestamp,
  cause,
  changes: z.int().min(0).meta({ description: 'How many rows the step changed.' }),
})
export interface HistoryStep extends Immutable<z.infer<typeof historyStep>> {}

/** A row that a step changed, whatever its model. */
export const rowChange = z.object({ model: modelName, uuid: id, before: row.nullable(), after: row.nullable() }).meta({
  id: 'RowChange',
  description: 'A row that a step changed: `before` is null for a new row, `after` for a removed one.',
})

/** Two states of a row of any model. */
export interface RowDifference extends Readonly<z.infer<typeof rowChange>> {}

interface ChangeOf<Name extends ModelName> extends RowDifference {
  readonly model: Name
  readonly before: Models[Name] | null
  readonly after: Models[Name] | null
}
/** A row that a step changed: `before` is null for a new row, `after` for a removed one. */
export type RowChange = { readonly [Name in ModelName]: ChangeOf<Name> }[ModelName]
