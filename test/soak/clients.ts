import { seed } from '../random-runs.ts'
import { get, post, RawClient, type RawAnswer } from '../server/raw.ts'

/** Clients of every kind, good and bad, each on a connection that it keeps for as long as it may. */

/** A number from 0 up to a limit: the same for the same seed. */
type Draw = (limit: number) => number

function drawFrom(seed: number): Draw {
  let state = (seed * 2_654_435_761) >>> 0
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 4_294_967_296) * limit)
  }
}

export interface Tally {
  readonly answers: Map<string, number>
  readonly wrong: string[]
}

const patience = 20_000
const megabyte = 1_048_576
const json = '{"name":"Soak","status":"draft","type":"outbound"}'

async function within<Result>(what: string, work: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`${what}: no answer within ${patience} ms`)), patience)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}

const pause = (ms: number) =>
  new Promise((resolve) => {
    setTimeout(resolve, ms)
  })

/** What one client may do: answers whether its connection can be used again. */
type Deed = (
  client: RawClient,
  draw: Draw,
  expect: (what: string, statuses: readonly number[]) => Promise<RawAnswer>,
) => Promise<boolean>

const deeds: Readonly<Record<string, Deed>> = {
  async reads(client, draw, expect) {
    client.send(
      get(
        [
          '/api/campaigns',
          '/api/records?limit=20',
          '/api/records?search=a',
          `/~s${draw(20)}/api/campaigns`,
          '/__mock/health',
          '/openapi.json',
        ][draw(6)] ?? '/',
      ),
    )
    await expect('read', [200])
    return true
  },
  async livesALife(client, draw, expect) {
    const prefix = draw(2) === 0 ? '' : `/~s${draw(20)}`
    client.send(post(`${prefix}/api/campaigns`, json))
    const { uuid } = JSON.parse((await expect('create', [201])).body) as { uuid: string }
    const patch = '{"status":"closed"}'
    client.send(post(`${prefix}/api/campaigns/${uuid}`, patch).replace('POST', 'PATCH'))
    await expect('update', [200])
    client.send(get(`${prefix}/api/campaigns/${uuid}`).replace('GET', 'DELETE'))
    await expect('delete', [200])
    return true
  },
  async sendsManyAtOnce(client, _draw, expect) {
    client.send(get('/api/campaigns') + post('/api/campaigns', '{') + get('/nothing') + get('/api/records?limit=1'))
    for (const status of [200, 400, 404, 200]) await expect('pipeline', [status])
    return true
  },
  async asksForNonsense(client, draw, expect) {
    client.send(
      [
        get('/api/campaigns?limit=0'),
        get('/api/records/none'),
        post('/api/campaigns', '{"name":1}'),
        get('/api/campaigns').replace('GET', 'DELETE'),
        post('/api/campaigns', 'x').replace('application/json', 'text/plain'),
      ][draw(5)] ?? '',
    )
    await expect('nonsense', [400, 404, 405, 415])
    return true
  },
  async sendsTooMuch(client, _draw, expect) {
    client.send(post('/api/campaigns', 'x'.repeat(megabyte + 1)))
    await expect('too much', [413])
    client.send(get('/api/campaigns'))
    await expect('after too much', [200])
    return true
  },
  async sendsSlowly(client, draw, expect) {
    const text = post('/api/campaigns', '{"name":""}')
    const cut = draw(text.length)
    client.send(text.slice(0, cut))
    await pause(draw(50))
    client.send(text.slice(cut))
    await expect('slow', [400])
    return true
  },
  async speaksNoHttp(client, draw, expect) {
    client.send(
      [
        '\u0016\u0003\u0001garbage\r\n\r\n',
        'GET\r\n\r\n',
        'BREW / HTTP/1.1\r\n\r\n',
        `GET / HTTP/1.1\r\nx: ${'x'.repeat(20_000)}\r\n\r\n`,
      ][draw(4)] ?? '',
    )
    await expect('no HTTP', [400, 431])
    await within('hang up', client.closed)
    return false
  },
  async leavesHalfway(client, draw) {
    const text = post('/api/campaigns', json)
    client.send(text.slice(0, 1 + draw(text.length - 2)))
    await pause(draw(10))
    client.end()
    return false
  },
  async leavesBeforeTheAnswer(client) {
    client.send(get('/api/records?limit=100'))
    client.end()
    return false
  },
  async watchesAndLeaves(client, draw, expect) {
    client.send(get('/__mock/events'))
    await expect('events', [200])
    await pause(draw(100))
    client.end()
    return false
  },
}

/** One connection after another, until the time is over. */
async function live(port: number, seed: number, until: number, tally: Tally): Promise<void> {
  const draw = drawFrom(seed)
  const names = Object.keys(deeds)
  let client = await RawClient.open(port)
  while (performance.now() < until) {
    const name = names[draw(names.length)] ?? ''
    try {
      const current = client
      const usable = await deeds[name]?.(client, draw, async (what, statuses) => {
        const answer = await within(`${name}, ${what}`, current.answer())
        tally.answers.set(`${answer?.status}`, (tally.answers.get(`${answer?.status}`) ?? 0) + 1)
        if (!answer || !statuses.includes(answer.status))
          throw new Error(
            `${name}, ${what}: ${answer ? `${answer.status} ${answer.body.slice(0, 200)}` : 'the connection ended'}`,
          )
        return answer
      })
      if (!usable) client = await RawClient.open(port)
    } catch (error) {
      tally.wrong.push(error instanceof Error ? error.message : String(error))
      client.end()
      client = await RawClient.open(port)
    }
  }
  client.end()
}

export async function liveTogether(port: number, connections: number, seconds: number): Promise<Tally> {
  const tally: Tally = { answers: new Map(), wrong: [] }
  const until = performance.now() + seconds * 1_000
  await Promise.all(Array.from({ length: connections }, (_, index) => live(port, seed + index, until, tally)))
  return tally
}
