import { z } from 'zod'
import { operationIds } from './routes.ts'

export { type OperationId, operationIds } from './routes.ts'

export const operationId = z.enum(operationIds).meta({ id: 'OperationId', description: 'An operation of the API.' })
