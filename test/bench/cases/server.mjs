// The standalone server against node:http answering a constant of the same bytes; each in a process of its own.
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { loadServer, toRequest } from '../load.mjs'
import { median } from '../measure.mjs'
import { startScript } from '../processes.mjs'
import { record, recordId, recordType, words } from '../rows.mjs'

const served = resolve(import.meta.dirname, '../served')
const isThere = existsSync(resolve(import.meta.dirname, '../../../dist/server.js'))
const absent = { absent: 'dist/ holds no server' }

function requestsOf(size) {
  const word = words()
  let turn = 0
  let created = size
  return {
    get: () => ({ path: `/api/records/${recordId((turn++ * 7) % size)}` }),
    list: () => ({ path: '/api/records' }),
    search: () => ({ path: `/api/records?search=${word()}` }),
    create: () => ({
      method: 'POST',
      path: '/api/records',
      body: JSON.stringify({ recordTypeUuid: recordType, ...record(created++) }),
    }),
  }
}

/** The name of a figure says what is asked, and over how many connections. */
const figuresOf = (size) => [
  { name: 'server get, 10 connections', ask: 'get', connections: 10 },
  { name: 'server list, 10 connections', ask: 'list', connections: 10 },
  { name: 'server get, 50 connections', ask: 'get', connections: 50 },
  { name: 'server list, 50 connections', ask: 'list', connections: 50 },
  { name: `server search, ${size.toLocaleString('en')} rows`, ask: 'search', connections: 10 },
  { name: 'server create', ask: 'create', connections: 10 },
]

export async function measureServer(size, { wants, quick, full }) {
  const figures = figuresOf(size).filter((figure) => wants(figure.name))
  if (!isThere) return Object.fromEntries(figures.map(({ name }) => [name, absent]))
  const folder = mkdtempSync(join(tmpdir(), 'callcamp-bench-'))
  const requests = requestsOf(size)
  const ours = await startScript([join(served, 'ours.mjs'), String(size)])
  let limit
  try {
    const answers = {}
    for (const name of Object.keys(requests)) answers[name] = await answerOf(ours.port, requests[name]())
    const file = join(folder, 'answers.json')
    writeFileSync(file, JSON.stringify(answers))
    limit = await startScript([join(served, 'limit.mjs'), file])
    const results = {}
    for (const { name, ask, connections } of figures) {
      const next = () => toRequest({ ...requests[ask](), name: ask })
      const found = { ours: [], limit: [] }
      for (let round = -1; round < (full ? 9 : 5); round += 1) {
        const sides = [
          ['ours', ours.port],
          ['limit', limit.port],
        ]
        for (const [side, port] of round % 2 === 0 ? sides : sides.toReversed()) {
          const rate = await loadServer(port, next, { connections, ms: quick ? 250 : 400 })
          if (round >= 0) found[side].push(rate)
        }
      }
      results[name] = { ours: median(found.ours), limit: median(found.limit) }
    }
    return results
  } finally {
    await ours.stop()
    await limit?.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function answerOf(port, { method, path, body }) {
  const init = body === undefined ? {} : { method, body, headers: { 'content-type': 'application/json' } }
  const response = await fetch(`http://127.0.0.1:${port}${path}`, init)
  return { status: response.status, body: await response.json() }
}

export async function measureServerStart({ quick }) {
  const name = 'server, start to first answer'
  if (!isThere) return { [name]: absent }
  const times = { ours: [], limit: [] }
  const scripts = { ours: join(served, 'ours.mjs'), limit: join(served, 'limit.mjs') }
  for (let round = -1; round < (quick ? 5 : 15); round += 1) {
    for (const side of round % 2 === 0 ? ['ours', 'limit'] : ['limit', 'ours']) {
      const started = performance.now()
      const { port, stop } = await startScript([scripts[side]])
      await (await fetch(`http://127.0.0.1:${port}/api/records`)).json()
      const spent = performance.now() - started
      await stop()
      if (round >= 0) times[side].push(spent)
    }
  }
  return { [name]: { ours: median(times.ours), limit: median(times.limit) } }
}
