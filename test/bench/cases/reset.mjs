// Back to the start, which must cost what has changed and not what there is.
import { createMock } from '../../../dist/index.js'
import { median } from '../measure.mjs'
import { recordId, scenario } from '../rows.mjs'

/** Ten changes: five rows changed, three made, two removed. */
export function change(mock, round, id = recordId) {
  for (let index = 0; index < 5; index += 1)
    mock.db.record.update({
      where: { uuid: { equals: id((round * 5 + index) % 90) } },
      data: { firstName: `Ada ${round}` },
    })
  for (let index = 0; index < 3; index += 1)
    mock.db.record.create({ phoneNumber: `+1415300000${index}`, firstName: 'Grace', lastName: 'Hopper' })
  for (let index = 0; index < 2; index += 1) mock.db.record.delete({ where: { uuid: { equals: id(90 + index) } } })
}

export function timeReset(mock, rounds) {
  const times = []
  for (let round = -50; round < rounds; round += 1) {
    change(mock, round + 50)
    const started = performance.now()
    mock.reset()
    const spent = performance.now() - started
    if (round >= 0) times.push(spent * 1_000)
  }
  return median(times)
}

export async function measureReset() {
  const small = createMock({ scenario: scenario(100), simulator: false })
  const large = createMock({ scenario: scenario(100_000), simulator: false })
  const ours = []
  const limit = []
  for (let round = 0; round < 5; round += 1) {
    limit.push(timeReset(small, 300))
    ours.push(timeReset(large, 300))
  }
  return { 'reset after 10 changes, 100,000 rows': { ours: median(ours), limit: median(limit) } }
}
