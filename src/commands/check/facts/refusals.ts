import type { OperationId } from '../../../contract/operation-ids.ts'
import type { Question } from '../comparing-client.ts'
import { type Fact, factsOf, Unknown } from '../facts.ts'
import { type ListOf, withParams, withQuery } from '../lists.ts'

/** Tests what is refused, and how: the status, the fields that are named, the allowed methods. */

/** An id that nothing has. */
export const unknownId = '00000000-0000-4000-8000-000000000000'
const unknownRecord = 'record_00000000000000000000'

const badQueries = [
  ['limit', '0'],
  ['limit', '101'],
  ['limit', 'x'],
  ['page', '0'],
  ['page', 'x'],
] as const

const fact = factsOf('refusal')

/** A fact about single answers. Their differences are reported with each answer. */
function refusalFact(operation: OperationId, name: string, questions: readonly Omit<Question, 'operation'>[]): Fact {
  return fact(operation, name, async (questioner) => {
    for (const question of questions) await questioner.ask({ operation, ...question })
    return []
  })
}

/** Queries that every list refuses. */
export function queryFacts({ operation, path }: ListOf, enums: readonly string[]): readonly Fact[] {
  const refused = (name: string, value: string) => ({
    path: withQuery(path, { [name]: value }),
    status: 400,
    names: [name],
  })
  return [
    refusalFact(
      operation,
      'a page or limit that can not be is refused by name',
      badQueries.map(([name, value]) => refused(name, value)),
    ),
    ...enums.map((name) =>
      refusalFact(operation, `an unknown ${name} is refused by name`, [refused(name, 'nonsense')]),
    ),
  ]
}

const notFound = (operation: OperationId, name: string, path: string) =>
  refusalFact(operation, name, [{ path, status: 404 }])

export const unknownFacts: readonly Fact[] = [
  notFound('campaigns.get', 'an unknown campaign is not found', `/api/campaigns/${unknownId}`),
  notFound('campaigns.get', 'an unknown path is not found', `/api/campaigns/${unknownId}/nonsense`),
  notFound('records.get', 'an unknown record is not found', `/api/records/${unknownRecord}`),
  notFound('orders.list', 'the orders of an unknown campaign are not found', `/api/campaigns/${unknownId}/orders`),
]

/** A method that a path does not have and that is harmless on servers that accept it: GET, where there is only PATCH or POST. */
export function methodFacts(campaignUuid: string): readonly Fact[] {
  const path = withParams('/api/campaigns/{uuid}/orders', { uuid: campaignUuid })
  return [
    refusalFact('orders.list', 'a method that a path does not have is refused, with those that it has', [
      { path: `${path}/order_00000000000000000000`, status: 405, allows: ['PATCH', 'DELETE'] },
      { path: `${path}/associate`, status: 405, allows: ['POST'] },
    ]),
  ]
}

/** Tests requests without a key, if the server requires one. */
export const keyFact = fact('campaigns.list', 'a request without a key is refused', async (questioner) => {
  const { status } = await questioner.ask({
    operation: 'campaigns.list',
    path: '/api/campaigns?limit=2',
    status: 401,
    orStatus: 200,
    keyless: true,
  })
  if (status === 200) throw new Unknown('the server asks for none')
  return []
})
