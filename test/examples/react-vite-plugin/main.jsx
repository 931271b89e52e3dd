import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { CampaignList } from './campaign-list'

// In a production build the condition is false, and nothing of the mock is left.
if (import.meta.env.DEV) {
  const { setupMockWorker } = await import('callcamp-mock/browser')
  await setupMockWorker({ baseUrl: import.meta.env.VITE_API_URL, scenario: 'demo', inspector: true }).start()
}

createRoot(document.querySelector('#root')).render(
  <StrictMode>
    <CampaignList />
  </StrictMode>,
)
