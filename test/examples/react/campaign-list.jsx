import React, { useEffect, useState } from 'react'

const api = 'http://callcamp.ai/api/campaigns'

export function CampaignList() {
  const [campaigns, setCampaigns] = useState()
  const [problem, setProblem] = useState()

  async function load() {
    const response = await fetch(api)
    const answer = await response.json()
    if (response.ok) setCampaigns(answer.campaigns)
    else setProblem(answer.message)
  }

  async function add(event) {
    event.preventDefault()
    const name = new FormData(event.currentTarget).get('name')
    const response = await fetch(api, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name, status: 'draft', type: 'outbound' }),
    })
    if (response.ok) await load()
    else setProblem((await response.json()).message)
  }

  useEffect(() => {
    load()
  }, [])

  return (
    <main>
      {problem && <p role="alert">{problem}</p>}
      {!campaigns && !problem && <p>Loading …</p>}
      <ul>
        {campaigns?.map(({ uuid, name }) => (
          <li key={uuid}>{name}</li>
        ))}
      </ul>
      <form onSubmit={add}>
        <input name="name" aria-label="Name" />
        <button>Add</button>
      </form>
    </main>
  )
}
