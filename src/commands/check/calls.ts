import type { OperationId } from '../../contract/operation-ids.ts'
import type { Answer, Question } from './asking.ts'
import type { Claim, Questioner } from './facts.ts'
import { unlike } from './facts.ts'
import { type ListQuery, withParams, withQuery } from './lists.ts'
import type { Row } from '../values.ts'

/** What is said in a request of an operation: the rest follows from the operation. */
export interface Call extends Partial<Omit<Question, 'operation' | 'path'>> {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: ListQuery
}

/** Asks an operation for what it should answer, or for the refusal that `status` names. */
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

/** A claim for every field that is not as wanted; none for a refusal, which its status tells. */
export function answered(answer: Answer, wanted: Row, at = ''): Claim[] {
  return answer.isSuccess ? unlike(wanted, answer, at) : []
}
