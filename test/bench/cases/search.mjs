// Searches that people type: three letters that one contact in a hundred has, and the first search of all.
import { http, HttpResponse } from 'msw'
import { setupServer } from 'msw/node'
import { createMock } from '../../../dist/index.js'
import { inTurns, median, processorTime } from '../measure.mjs'
import { scenario, words } from '../rows.mjs'

const size = 100_000
const letters = 'adehilmnors'
/** So long that a word of three of the letters is in one name of a hundred. */
const nameLength = 15
/** Until the index is complete. */
const searchesToIndex = 80
const origin = 'http://callcamp.ai'
const limit = 'http://limit.test'

/** The same letters every time, spread evenly. */
function* drawn() {
  let state = 1
  for (;;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    yield letters[Math.floor((state / 4_294_967_296) * letters.length)]
  }
}

function named() {
  const next = drawn()
  const document = scenario(size)
  for (const record of document.records) {
    record.lastName = Array.from({ length: nameLength }, () => next.next().value).join('')
    record.email = `contact${record.parameters.amount}@example.com`
  }
  return document
}

/** All words of three of the letters, each once. */
function* threeLetters() {
  for (const one of letters) for (const two of letters) for (const three of letters) yield one + two + three
}

const find = async (mock, word) => (await mock.fetch(`/api/records?search=${word}`)).text()

export async function measureBroadSearch({ quick }) {
  const mock = createMock({ scenario: named(), simulator: false })
  const rare = words()
  for (let search = 0; search < searchesToIndex; search += 1) await find(mock, rare())
  const body = JSON.parse(await find(mock, 'sol'))
  if (body.total < size / 200 || body.total > size / 50) throw new Error(`${body.total} contacts have three letters`)
  const word = threeLetters()
  const ours = setupServer(...mock.handlers)
  const bare = setupServer(http.get(`${limit}/api/records`, () => HttpResponse.json(body)))
  const side = (server, address) => ({
    before: () => server.listen({ onUnhandledRequest: 'error' }),
    after: () => server.close(),
    call: async () => (await fetch(`${address}/api/records?search=${word.next().value ?? 'sol'}`)).json(),
  })
  const sides = { ours: side(ours, origin), limit: side(bare, limit) }
  return inTurns(sides, { rounds: quick ? 9 : 21, calls: 20, warmUp: 200 })
}

export async function measureFirstSearch() {
  const rare = words()
  const found = { ours: [], limit: [] }
  for (let round = 0; round < 3; round += 1) {
    const mock = createMock({ scenario: scenario(size), simulator: false })
    await (await mock.fetch('/api/records')).text()
    const started = processorTime()
    await find(mock, rare())
    found.ours.push(processorTime() - started)
    const texts = mock.db.record
      .getAll()
      .map(({ name, email, phoneNumber, parameters }) =>
        Buffer.from([name, email, phoneNumber, ...Object.values(parameters)].join('\0').toLowerCase()).toString(
          'latin1',
        ),
      )
    const passes = []
    for (let pass = 0; pass < 7; pass += 1) {
      const word = rare()
      const began = processorTime()
      const matches = texts.filter((text) => text.includes(word))
      passes.push(processorTime() - began)
      if (matches.length === size) throw new Error('Everything matches')
    }
    found.limit.push(median(passes))
  }
  return { ours: median(found.ours), limit: median(found.limit) }
}
