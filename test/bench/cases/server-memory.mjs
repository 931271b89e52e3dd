// What a server charges to its byte budget, and what it retains.
import { serve } from '../../../dist/server.js'
import { heapUsed } from '../measure.mjs'

const megabyte = 1_048_576
const budget = 268_435_456
const small = '{"name":"Spring","status":"draft","type":"outbound"}'
const large = JSON.stringify({ name: 'x'.repeat(900_000), status: 'draft', type: 'outbound' })

export async function measureServerMemory() {
  return {
    'heap of large bodies on a server': await measure(async (url) => {
      for (let index = 0; index < 20; index += 1) await create(`${url}/~large-${index}`, large)
    }),
    'heap of 200 sandboxes with 50 requests each': await measure(async (url) => {
      for (let index = 0; index < 200; index += 1)
        for (let count = 0; count < 50; count += 1) await create(`${url}/~small-${index}`, small)
    }),
  }
}

async function measure(fill) {
  const { url, close } = await serve({ port: 0, scenario: 'empty', memory: budget })
  try {
    await create(`${url}/~first`, small)
    const [charged, heap] = [await chargedBytes(url), heapUsed()]
    await fill(url)
    const ours = (heapUsed() - heap) / megabyte
    const limit = ((await chargedBytes(url)) - charged) / megabyte
    return { ours, limit }
  } finally {
    await close()
  }
}

async function create(base, body) {
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(`${base}/api/campaigns`, { method: 'POST', headers, body })
  await response.arrayBuffer()
  if (response.status !== 201) throw new Error(`The server answered ${response.status}`)
}

async function chargedBytes(url) {
  const response = await fetch(`${url}/__mock/metrics`)
  return Number(/^callcamp_mock_memory_bytes (\d+)$/m.exec(await response.text())?.[1])
}
