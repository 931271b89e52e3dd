import { createServer } from 'node:http'

/** The app: a page that talks to http://callcamp.ai. It knows nothing of mocks. */
const page = `<!doctype html>
<title>Campaigns</title>
<p role="status">Loading …</p>
<ul></ul>
<button>Add</button>
<script type="module">
  const api = 'http://callcamp.ai/api/campaigns'
  async function load() {
    const response = await fetch(api)
    const { campaigns, message } = await response.json()
    document.querySelector('[role=status]').textContent = response.ok ? campaigns.length + ' campaigns' : message
    document.querySelector('ul').replaceChildren(...(campaigns ?? []).map(({ name }) => Object.assign(document.createElement('li'), { textContent: name })))
  }
  document.querySelector('button').onclick = async () => {
    await fetch(api, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ name: 'Summer', status: 'draft', type: 'outbound' }) })
    await load()
  }
  await load()
</script>`

createServer((request, response) => response.setHeader('content-type', 'text/html; charset=utf-8').end(page)).listen(
  4173,
)
