import { after, type HandlersOf, refusing } from './handlers.ts'
import { healthOf } from './mock.ts'

/** Routes of snapshots and state documents. */

export const stateHandlers: HandlersOf<'state'> = {
  'state.get': (mock) => mock.snapshot(),
  'state.restore': (mock, { body, baseUrl }) =>
    after(
      refusing('state', () => mock.restore(body)),
      () => healthOf(mock, { baseUrl }),
    ),
  'state.document': (mock) => ({ document: mock.document(), link: mock.link() }),
}
