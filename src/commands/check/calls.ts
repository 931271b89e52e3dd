import type { OperationId } from '../../contract/operation-ids.ts'
import type { Answer, Question } from './comparing-client.ts'
import type { Mismatch, Questioner } from './facts.ts'
import { unlike } from './facts.ts'
import { type ListQuery, withParams, withQuery } from './lists.ts'
import type { Row } from '../values.ts'

/** The variable parts of a request. The rest follows from the operation. */
export interface Call extends Partial<Omit<Question, 'operation' | 'path'>> {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: ListQuery
}

/** Sends a request that should succeed, or should be refused with `status`. */
export function call(
  questioner: Questioner,
  operation: OperationId,
  { params = {}, query = {}, ...more }: Call = {},
): Promise<Answer> {
  const { method, path, answer } = questioner.contract.operation(operation)
  return questioner.ask({
    operation,
    method,
    path: withQuery(withParams(path, params), query),
    status: answer.status,
    ...more,
  })
}

/** Returns a mismatch for every field that differs. A refusal has none, since its status is reported already. */
export function answered(answer: Answer, wanted: Row, at = ''): Mismatch[] {
  return answer.isSuccess ? unlike(wanted, answer, at) : []
}
