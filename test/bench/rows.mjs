// The data that is measured on: written out, so that making them costs next to nothing.

const firstNames = ['Ada', 'Grace', 'Alan', 'Edsger', 'Barbara', 'Donald', 'Frances', 'John', 'Margaret', 'Dennis']
const lastNames = [
  'Lovelace',
  'Hopper',
  'Turing',
  'Dijkstra',
  'Liskov',
  'Knuth',
  'Allen',
  'Backus',
  'Hamilton',
  'Ritchie',
]
const statuses = ['planned', 'registered', 'contacted', 'busy', 'no-answer', 'completed', 'canceled']

export const recordType = 'type-1'
export const campaignCount = 20
export const campaignId = (index) => `campaign-${index % campaignCount}`
export const recordId = (index) => `record_${String(index).padStart(20, '0')}`
export const orderId = (index) => `order_${String(index).padStart(20, '0')}`
const at = (index) => new Date(Date.UTC(2026, 0, 1) + index * 1_000).toISOString().replace('.000Z', 'Z')
const phone = (index) => `+1415${String(2_000_000 + index)}`

export function record(index) {
  const firstName = firstNames[index % 10]
  const lastName = `${lastNames[Math.floor(index / 10) % 10]}${index}`
  return {
    firstName,
    lastName,
    email: `${firstName}.${lastName}@example.com`.toLowerCase(),
    phoneNumber: phone(index),
    country: 'US',
    parameters: { company: `Company ${index % 1_000}`, amount: index },
  }
}

/** So many contacts, and an order for each, in twenty campaigns. */
export function scenario(size) {
  const moment = '2026-01-01T00:00:00Z'
  return {
    name: 'bench',
    now: '2026-06-01T08:00:00Z',
    seed: 1,
    recordTypes: [
      {
        uuid: recordType,
        name: 'Contact',
        fields: [
          { key: 'company', type: 'text' },
          { key: 'amount', type: 'number' },
        ],
        createdAt: moment,
      },
    ],
    campaigns: Array.from({ length: campaignCount }, (_, index) => ({
      uuid: campaignId(index),
      name: `Campaign ${index}`,
      status: 'paused',
      recordTypeUuid: recordType,
      createdAt: at(index),
    })),
    records: Array.from({ length: size }, (_, index) => ({
      uuid: recordId(index),
      recordTypeUuid: recordType,
      ...record(index),
      createdAt: at(index),
      updatedAt: at(index),
    })),
    orders: Array.from({ length: size }, (_, index) => ({
      uuid: orderId(index),
      campaignUuid: campaignId(index),
      recordUuid: recordId(index),
      status: statuses[Math.floor(index / campaignCount) % statuses.length],
      createdAt: at(index),
      updatedAt: at(index),
    })),
  }
}

/** Words to search for, none of them twice: an end of a name and three digits. */
export function words() {
  let next = 0
  return () => {
    const index = next++
    return `${lastNames[index % 10].slice(-3).toLowerCase()}${100 + ((Math.floor(index / 10) * 7) % 900)}`
  }
}
