import { z } from 'zod'
import { defineModel } from './define-model.ts'
import { id, phoneNumber, timestamp } from './formats.ts'
import type { Immutable } from './immutable.ts'

/** Assistants and phones: what campaigns refer to. No page documents an endpoint for them. */

const name = z.string().min(1).max(500)

export const assistant = defineModel({
  id: 'Assistant',
  description: 'A voice assistant.',
  title: 'assistant',
  collection: 'assistants',
  fields: { uuid: id, name, createdAt: timestamp, updatedAt: timestamp },
  hidden: {},
  needed: ['name'],
})
/** A voice assistant that makes calls. */
export interface Assistant extends Immutable<z.infer<typeof assistant.row>> {}

export const phone = defineModel({
  id: 'Phone',
  description: 'A phone number that calls are made from or come in on.',
  title: 'phone',
  collection: 'phones',
  fields: { uuid: id, name, phoneNumber, createdAt: timestamp, updatedAt: timestamp },
  hidden: {},
  needed: ['name', 'phoneNumber'],
})
/** A phone number that calls are made from. */
export interface Phone extends Immutable<z.infer<typeof phone.row>> {}
