// How quickly contacts are made up, against faker alone making the same fields.
import { faker } from '@faker-js/faker/locale/en'
import { createMock } from '../../../dist/index.js'
import { median, processorTime } from '../measure.mjs'

/** The fields of a contact that the mock makes up, each as faker's own documentation would. */
function bare() {
  const firstName = faker.person.firstName()
  const lastName = faker.person.lastName()
  return {
    uuid: faker.string.uuid(),
    firstName,
    lastName,
    email: faker.internet.email({ firstName, lastName }),
    phoneNumber: faker.phone.number({ style: 'international' }),
    country: faker.location.countryCode(),
    createdAt: faker.date.recent(),
  }
}

export async function measureSeeding({ quick }) {
  const count = quick ? 2_000 : 10_000
  const ours = []
  const limit = []
  for (let round = -1; round < 5; round += 1) {
    const started = processorTime()
    const rows = []
    for (let index = 0; index < count; index += 1) rows.push(bare())
    const between = processorTime()
    const mock = createMock({
      seed: round + 2,
      scenario: { name: 'seeded', now: '2026-06-01T08:00:00Z', seed: 1, generate: { records: [{ count }] } },
    })
    const ended = processorTime()
    if (mock.db.record.count() !== rows.length) throw new Error('Records are missing')
    if (round < 0) continue
    limit.push((count * 1_000) / (between - started))
    ours.push((count * 1_000) / (ended - between))
  }
  return { 'records seeded with faker': { ours: median(ours), limit: median(limit) } }
}
