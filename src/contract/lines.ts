import { z } from 'zod'
import { id, phoneNumber, timestamp } from './formats.ts'

/** Assistants and phones: what campaigns refer to. No page documents an endpoint for them. */

const name = z.string().min(1).max(500)

export const assistantRow = z
  .object({ uuid: id, name, createdAt: timestamp, updatedAt: timestamp })
  .meta({ id: 'Assistant', description: 'A voice assistant.' })
export interface Assistant {
  readonly uuid: string
  readonly name: string
  readonly createdAt: string
  readonly updatedAt: string
}

export const phoneRow = z
  .object({ uuid: id, name, phoneNumber, createdAt: timestamp, updatedAt: timestamp })
  .meta({ id: 'Phone', description: 'A phone number that calls are made from or come in on.' })
export interface Phone {
  readonly uuid: string
  readonly name: string
  readonly phoneNumber: string
  readonly createdAt: string
  readonly updatedAt: string
}
