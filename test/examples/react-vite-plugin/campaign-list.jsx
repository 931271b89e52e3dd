import { useEffect, useState } from 'react'

const api = import.meta.env.VITE_API_URL

/** The component knows nothing of the mock: it asks the API at its real address. */
export function CampaignList() {
  const [campaigns, setCampaigns] = useState([])
  const [problem, setProblem] = useState()

  useEffect(() => {
    const stopped = new AbortController()
    fetch(`${api}/api/campaigns`, { signal: stopped.signal })
      .then(async (response) => {
        const answer = await response.json()
        if (response.ok) setCampaigns(answer.campaigns)
        else setProblem(answer.message)
      })
      .catch((error) => {
        if (!stopped.signal.aborted) setProblem(error.message)
      })
    return () => stopped.abort()
  }, [])

  if (problem) return <p role="alert">{problem}</p>
  return (
    <ul>
      {campaigns.map(({ uuid, name, status }) => (
        <li key={uuid}>
          {name}, {status}
        </li>
      ))}
    </ul>
  )
}
