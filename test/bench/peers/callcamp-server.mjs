// This mock's own server, for the same requests as its peers.
import { serve } from '../../../dist/server.js'
import { scenario } from '../rows.mjs'

export async function start(rows) {
  const { port, close } = await serve({
    port: 0,
    scenario: { ...scenario(rows.length), orders: [] },
    references: 'loose',
    simulator: false,
  })
  return { port, prefix: '/api/records', required: { recordTypeUuid: 'none' }, stop: close }
}
