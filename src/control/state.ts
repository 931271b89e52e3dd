import { after, type HandlersOf, refusing } from './handlers.ts'
import { healthOf } from './mock.ts'

/** The whole state of a mock: read, and brought back. */

export const stateHandlers: HandlersOf<'state'> = {
  'state.get': (mock) => mock.snapshot(),
  'state.restore': (mock, { body, baseUrl }) =>
    after(
      refusing('state', () => mock.restore(body)),
      () => healthOf(mock, { baseUrl }),
    ),
  'state.document': (mock) => ({ document: mock.document(), link: mock.link() }),
}
