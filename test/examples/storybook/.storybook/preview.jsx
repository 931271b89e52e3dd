import React from 'react'
import { createMock } from 'callcamp-mock'
import { Api } from '../api'

const mock = createMock()

/** Every story has a sandbox of its own, so that several of them can stand on one page of documentation. */
export const loaders = [
  ({ id, parameters }) => {
    mock.dropSandbox(id)
    const sandbox = mock.sandbox(id)
    const { scenario, seed, data } = parameters.callcamp ?? {}
    if (scenario) sandbox.load(scenario, { seed })
    data?.(sandbox)
    return { mock: sandbox }
  },
]

/** The story's components ask the sandbox, with no interception: they take their `fetch` from the context. */
export const decorators = [
  (Story, { loaded }) => (
    <Api.Provider value={loaded.mock.fetch}>
      <Story />
    </Api.Provider>
  ),
]

export default { loaders, decorators }
