import { html, render } from 'lit/html.js'
import { bodyOf, type Operation, type Parameter } from './description.ts'

/** The form that tries an operation against the running mock. `open` fills in ids that exist, the first time it is called. */
export function createTrial(operation: Operation, withKey: boolean) {
  const { parameters = [] } = operation
  const body = bodyOf(operation)
  let opened = false
  const open = async ({ currentTarget }: Event) => {
    if (opened || !(currentTarget instanceof HTMLDetailsElement) || !currentTarget.open) return
    opened = true
    await fillIds(currentTarget, operation)
  }
  const send = async (event: SubmitEvent) => {
    event.preventDefault()
    const form = event.currentTarget
    const output = form instanceof HTMLFormElement ? form.querySelector('output') : null
    if (!(form instanceof HTMLFormElement) || !output) return
    render(await answerTo(operation, new FormData(form)), output)
  }
  const form = html`<form class="trial" @submit=${send}>
    ${parameters.map(parameterField)} ${withKey ? html`<label>key <input name="key" autocomplete="off" /></label>` : ''}
    ${
      body
        ? html`<label class="wide"
            >body <textarea name="body" rows="8" spellcheck="false">${exampleOf(body.example)}</textarea>
          </label>`
        : ''
    }
    <button>Send</button>
    <output></output>
  </form>`
  return { form, open }
}

function parameterField({ name, in: place, required = false, schema }: Parameter): unknown {
  return html`<label>
    ${name}
    <input name="${place}:${name}" ?required=${required} placeholder=${schema.type === 'integer' ? 'a number' : ''} />
  </label>`
}

/** The example of the description, without optional ids: they name rows that this mock does not have. */
function exampleOf(example: unknown): string {
  return JSON.stringify(
    example,
    (key, value: unknown) => (/^(?:inbound|outbound)\w+Uuid$/.test(key) ? undefined : value),
    2,
  )
}

async function answerTo(operation: Operation, form: FormData): Promise<unknown> {
  const path = pathOf(operation, form)
  const body = form.get('body')
  const key = form.get('key')
  try {
    const response = await fetch(path, {
      method: operation.method,
      ...(typeof body === 'string' && { body }),
      headers: {
        ...(typeof body === 'string' && { 'content-type': 'application/json' }),
        ...(typeof key === 'string' && key !== '' && { authorization: `Bearer ${key}` }),
      },
    })
    const text = await response.text()
    return html`<p>
        <code class=${response.ok ? 'good' : 'bad'}>${response.status}</code> ${operation.method} ${path.slice(2)}
      </p>
      <pre tabindex="0">${pretty(text)}</pre>`
  } catch (error) {
    return html`<p><code class="bad">no answer</code> ${error instanceof Error ? error.message : String(error)}</p>`
  }
}

/** Relative to the page, so that a sandbox is asked where its page is shown. */
function pathOf({ path }: Operation, form: FormData): string {
  const query = new URLSearchParams()
  let filled = `..${path}`
  for (const [name, value] of form) {
    if (typeof value !== 'string' || value === '') continue
    if (name.startsWith('path:')) filled = filled.replace(`{${name.slice(5)}}`, encodeURIComponent(value))
    if (name.startsWith('query:')) query.append(name.slice(6), value)
  }
  return query.size > 0 ? `${filled}?${query}` : filled
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}

/**
 * Fills in ids that exist: in the path that of the first row of the list before it, and in the body those of
 * references.
 */
async function fillIds(place: Element, { path }: Operation): Promise<void> {
  let filled = ''
  for (const segment of path.split('/').slice(1)) {
    const name = /^\{(\w+)\}$/.exec(segment)?.[1]
    const uuid = name === undefined ? segment : await firstUuid(`..${filled}`)
    if (name !== undefined) setIfEmpty(place.querySelector(`[name="path:${name}"]`), uuid)
    filled += `/${uuid}`
  }
  const area = place.querySelector('textarea')
  if (!area) return
  if (area.value.includes('"recordTypeUuid"'))
    area.value = area.value.replace(/("recordTypeUuid": )"[^"]*"/, `$1"${await firstUuid('db/recordType')}"`)
  if (area.value.includes('"recordUuids"'))
    area.value = area.value.replace(/("recordUuids": )\[[^\]]*\]/, `$1["${await firstUuid('db/record')}"]`)
}

function setIfEmpty(field: Element | null, value: string): void {
  if (field instanceof HTMLInputElement && field.value === '') field.value = value
}

/** The id of the first row of a list; empty where the list has none. */
async function firstUuid(list: string): Promise<string> {
  const response = await fetch(`${list}?limit=1`)
  const answer: unknown = response.ok ? await response.json() : undefined
  const rows = Object.values(Object(answer)).find((value) => Array.isArray(value))
  const [first]: unknown[] = Array.isArray(rows) ? rows : []
  return typeof first === 'object' && first !== null && 'uuid' in first ? String(first.uuid) : ''
}
