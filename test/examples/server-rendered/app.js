import { createElement as h } from 'react'
import { renderToString } from 'react-dom/server'

/** The app: a page that the server renders with what the API says. It knows nothing of mocks. */

const api = 'http://callcamp.ai/api/campaigns'

const Campaigns = ({ campaigns }) =>
  h(
    'main',
    null,
    h('h1', null, `${campaigns.length} campaigns`),
    h('ul', null, ...campaigns.map(({ uuid, name }) => h('li', { key: uuid }, name))),
    h('form', { method: 'post' }, h('input', { name: 'name', 'aria-label': 'Name' }), h('button', null, 'Add')),
  )

export async function render() {
  const response = await fetch(api)
  const { campaigns = [], message } = await response.json()
  return `<!doctype html><title>Campaigns</title>${response.ok ? renderToString(h(Campaigns, { campaigns })) : `<p role="alert">${message}</p>`}`
}

export async function add(form) {
  const body = JSON.stringify({ name: new URLSearchParams(form).get('name'), status: 'draft', type: 'outbound' })
  await fetch(api, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
}
