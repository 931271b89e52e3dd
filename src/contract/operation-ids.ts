export { type OperationId, operationIds } from './routes.ts'
export type { Method } from './define-route.ts'
