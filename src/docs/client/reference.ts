import { html, render } from 'lit/html.js'
import {
  bodyOf,
  type Description,
  exampleIn,
  meaningOf,
  type Operation,
  operationsIn,
  type Parameter,
  resolve,
  typeOf,
} from './description.ts'
import { createTrial } from './trial.ts'

/** The API reference: every operation of the server's own OpenAPI description, with a form to try it. */
export async function showReference(): Promise<void> {
  const place = document.querySelector<HTMLElement>('#operations')
  if (!place) return
  // Relative, so that a sandbox shows and tries its own API.
  const response = await fetch('../openapi.json')
  const description: Description = await response.json()
  place.replaceChildren()
  render(
    operationsIn(description).map((operation) => operationPart(description, operation)),
    place,
  )
}

function operationPart(description: Description, operation: Operation): unknown {
  const { 'x-operation': id, method, path, summary, parameters = [], responses } = operation
  const body = bodyOf(operation)
  const example = exampleIn(operation)
  const trial = createTrial(operation, (description.security ?? []).length > 0)
  return html`<details class="operation" id="operation-${id}" @toggle=${trial.open}>
    <summary><code class="method ${method}">${method}</code> <code>${path}</code> <span>${summary}</span></summary>
    ${parameters.length > 0 ? parameterTable(description, parameters) : ''}
    ${body ? bodyTable(description, body.schema) : ''}
    <p class="responses">
      ${Object.entries(responses).map(
        ([status, answer]) => html`<span><code>${status}</code> ${meaningOf(description, answer)}</span>`,
      )}
    </p>
    ${
      example === undefined
        ? ''
        : html`<details>
            <summary>An example of the answer</summary>
            <pre tabindex="0">${JSON.stringify(example, null, 2)}</pre>
          </details>`
    }
    ${trial.form}
  </details>`
}

function parameterTable(description: Description, parameters: readonly Parameter[]): unknown {
  return html`<div class="scroll" tabindex="0">
    <table>
      <thead>
        <tr>
          <th>parameter</th>
          <th>type</th>
          <th>what it is</th>
        </tr>
      </thead>
      <tbody>
        ${parameters.map(
          ({ name, in: place, schema, description: text = '' }) =>
            html`<tr>
              <td><code>${name}</code> <small>${place}</small></td>
              <td>${typeOf(description, schema)}</td>
              <td>${text}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`
}

function bodyTable(description: Description, schema: Parameters<typeof resolve>[1]): unknown {
  const { properties = {}, required = [] } = resolve(description, schema)
  return html`<div class="scroll" tabindex="0">
    <table>
      <thead>
        <tr>
          <th>field of the body</th>
          <th>type</th>
          <th>what it is</th>
        </tr>
      </thead>
      <tbody>
        ${Object.entries(properties).map(
          ([name, property]) =>
            html`<tr>
              <td><code>${name}</code> <small>${required.includes(name) ? 'required' : ''}</small></td>
              <td>${typeOf(description, property)}</td>
              <td>${property.description ?? resolve(description, property).description ?? ''}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`
}
