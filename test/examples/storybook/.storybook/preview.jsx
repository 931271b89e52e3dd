import addonMsw from 'msw-storybook-addon'
import { definePreview } from '@storybook/react-vite'
import { setupMockWorker } from 'callcamp-mock/browser'

/** The worker of the mock: it answers stories that bring no data, and warns about requests to another address. */
async function startWorker() {
  const { worker, start } = setupMockWorker()
  await start()
  return worker
}

export default definePreview({ addons: [addonMsw(startWorker)] })
