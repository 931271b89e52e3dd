const json = { 'content-type': 'application/json', authorization: 'Bearer real-key' }

export const client = (base = 'https://api.example.com') => ({
  list: async () => (await fetch(`${base}/api/campaigns`)).json(),
  create: (name) =>
    fetch(`${base}/api/campaigns`, {
      method: 'POST',
      headers: json,
      body: JSON.stringify({ name, status: 'draft', type: 'outbound' }),
    }),
  remove: (uuid) => fetch(`${base}/api/campaigns/${uuid}`, { method: 'DELETE', headers: json }),
})
