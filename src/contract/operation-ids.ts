export { type OperationId, operationIds } from './routes.ts'
