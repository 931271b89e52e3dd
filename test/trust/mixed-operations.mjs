/**
 * Ten thousand mixed operations, and the hash of all that was answered and of all that remains.
 * Plain JavaScript over the built package: every Node version and a browser page run the same file.
 */
const DAY = 86_400

function draws(seed) {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 4_294_967_296
  }
}

/** FNV-1a, twice 32 bits: a hash that every engine has. */
export function digest(text) {
  let low = 2_166_136_261
  let high = 84_696_351
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    low = Math.imul(low ^ code, 16_777_619)
    high = Math.imul(high ^ code, 2_246_822_519) ^ (low >>> 13)
  }
  return (low >>> 0).toString(16).padStart(8, '0') + (high >>> 0).toString(16).padStart(8, '0')
}

export function demoHash(createMock) {
  return digest(JSON.stringify(createMock({ scenario: 'demo', seed: 1 }).snapshot()))
}

export async function mixedHash(createMock, count = 10_000) {
  const mock = createMock({ scenario: 'demo', seed: 1 })
  const next = draws(42)
  const pick = (list) => list[Math.floor(next() * list.length)]
  let trail = ''
  const send = async (method, path, body) => {
    const headers = body ? { 'content-type': 'application/json' } : {}
    const response = await mock.fetch(path, { method, headers, body: body && JSON.stringify(body) })
    const text = await response.text()
    trail = digest(trail + response.status + text)
    return text ? JSON.parse(text) : undefined
  }
  const campaign = async () => {
    const { campaigns } = await send('GET', `/api/campaigns?limit=20&page=${1 + Math.floor(next() * 2)}`)
    return pick(campaigns) ?? { uuid: 'none' }
  }
  const steps = [
    () => send('GET', `/api/records?search=${pick(['an', 'son', '+1', 'ö', 'zz'])}&page=${1 + Math.floor(next() * 3)}`),
    () =>
      send('POST', '/api/campaigns', {
        name: `Campaign ${Math.floor(next() * 1e6)}`,
        status: pick(['draft', 'active', 'nope']),
        type: 'outbound',
        timezone: pick(['UTC', 'America/New_York', 'Asia/Kathmandu']),
        schedule: pick([null, { mon: { start: '09:00', end: '17:00' }, sat: { start: '00:00', end: '23:59' } }]),
      }),
    async () =>
      send('PATCH', `/api/campaigns/${(await campaign()).uuid}`, { status: pick(['active', 'draft', 'closed']) }),
    async () =>
      send('POST', `/api/campaigns/${(await campaign()).uuid}/orders`, {
        status: pick(['planned', 'registered']),
        record: {
          firstName: pick(['Ada', 'Zoë', '陽菜']),
          phoneNumber: `+1415555${String(Math.floor(next() * 1e4)).padStart(4, '0')}`,
        },
      }),
    async () => {
      const { uuid } = await campaign()
      const order = pick((await send('GET', `/api/campaigns/${uuid}/orders?limit=100`))?.orders ?? [])
      await send('PATCH', `/api/campaigns/${uuid}/orders/${order?.uuid ?? 'none'}`, {
        status: pick(['planned', 'canceled', 'scheduled']),
        scheduledTime: '2026-05-12T10:00:00+02:00',
      })
    },
    () => mock.db.record.create({ country: pick(['US', 'DE', 'JP', 'FR']) }),
    () => mock.db.order.create({ status: pick(['busy', 'contacted', 'planned']) }),
    () => mock.clock.advance(`${Math.floor(next() * 3_600)}s`),
    () => mock.faults.add({ operation: 'records.get', status: 503, probability: 0.5, times: 2 }),
    () => send('GET', `/api/records/${pick(mock.db.record.findMany({ take: 20 })).uuid}`),
  ]
  for (let step = 0; step < count; step += 1) await pick(steps)()
  mock.clock.advance(DAY * 1_000)
  return digest(trail + JSON.stringify(mock.snapshot()))
}
