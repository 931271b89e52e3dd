/** The application. It knows nothing of mocks. */
export function createApp({ base = 'http://callcamp.ai', headers = {} } = {}) {
  async function ask(method, path, body) {
    const response = await fetch(`${base}/api${path}`, {
      method,
      headers: { ...headers, ...(body && { 'content-type': 'application/json' }) },
      body: body && JSON.stringify(body),
    })
    const answer = await response.json()
    if (!response.ok) throw new Error(answer.message)
    return answer
  }

  async function find(name) {
    const { campaigns } = await ask('GET', `/campaigns?search=${encodeURIComponent(name)}`)
    return campaigns[0].uuid
  }

  return {
    async names() {
      return (await ask('GET', '/campaigns')).campaigns.map(({ name }) => name)
    },
    async total() {
      return (await ask('GET', '/campaigns')).total
    },
    async add(name) {
      await ask('POST', '/campaigns', { name, status: 'draft', type: 'outbound' })
    },
    async invite(name, ...phoneNumbers) {
      const uuid = await find(name)
      for (const phoneNumber of phoneNumbers)
        await ask('POST', `/campaigns/${uuid}/orders`, { status: 'planned', record: { phoneNumber } })
    },
    async start(name) {
      await ask('PATCH', `/campaigns/${await find(name)}`, { status: 'active' })
    },
    async remove(name) {
      await ask('DELETE', `/campaigns/${await find(name)}`)
    },
    async statuses(name) {
      return (await ask('GET', `/campaigns/${await find(name)}/orders`)).orders.map(({ status }) => status)
    },
  }
}
