import { setupMockWorker } from 'callcamp-mock/browser'
import { StrictMode, useEffect, useState } from 'react'
import { createRoot } from 'react-dom/client'

const production = 'http://127.0.0.1:4331'
const { start, stop } = setupMockWorker({ baseUrl: production, scenario: 'demo' })

/** StrictMode runs the effect, its clean-up, and the effect again. */
function App() {
  const [ready, setReady] = useState(false)
  useEffect(() => {
    start().then(() => setReady(true))
    return stop
  }, [])
  return ready ? <Total /> : <p>Starting …</p>
}

function Total() {
  const [total, setTotal] = useState()
  useEffect(() => {
    fetch(`${production}/api/campaigns`)
      .then((response) => response.json())
      .then((answer) => setTotal(answer.total))
  }, [])
  return <p role="status">{total}</p>
}

createRoot(document.querySelector('#root')).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
