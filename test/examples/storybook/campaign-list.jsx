import React, { useEffect, useState } from 'react'
import { useApi } from './api'

export function CampaignList() {
  const api = useApi()
  const [answer, setAnswer] = useState()

  useEffect(() => {
    api('http://callcamp.ai/api/campaigns')
      .then((response) => response.json())
      .then(setAnswer)
  }, [api])

  if (!answer) return <p>Loading …</p>
  if (!answer.campaigns) return <p role="alert">{answer.message}</p>
  if (answer.total === 0) return <p>No campaigns yet</p>
  return (
    <ul>
      {answer.campaigns.map(({ uuid, name }) => (
        <li key={uuid}>{name}</li>
      ))}
    </ul>
  )
}
