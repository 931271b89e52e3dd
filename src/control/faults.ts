import { Problem, show } from '../contract/problems.ts'
import { type HandlersOf, refusing } from './handlers.ts'

function noFault(id: string | number): Problem {
  return new Problem(404, `There is no fault ${show(id)}: it may have struck as often as it should`)
}

export const faultHandlers: HandlersOf<'faults'> = {
  'faults.list': (mock) => ({ faults: mock.faults.all() }),
  'faults.add': (mock, { body }) => refusing('operation', () => mock.faults.add(body)),
  'faults.hold': (mock, { body }) =>
    refusing('operation', () => {
      const { id } = mock.faults.hold(body)
      return mock.faults.all().find((one) => one.id === id) ?? noFault(id)
    }),
  'faults.clear': (mock) => mock.faults.clear(),
  'faults.remove': (mock, { params }) => (mock.faults.remove(Number(params.id)) ? undefined : noFault(params.id)),
}
