import { useEffect, useState } from 'react'

/** The component knows nothing of the mock: it asks the API at its real address. */
export function CampaignList() {
  const [answer, setAnswer] = useState()

  useEffect(() => {
    fetch('http://callcamp.ai/api/campaigns')
      .then((response) => response.json())
      .then(setAnswer)
  }, [])

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
