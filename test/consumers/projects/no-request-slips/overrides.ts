import { test } from 'callcamp-mock/vitest'

// Only compiled: an option that was set may be set to anything else again, also beside fixtures of one's own.
const extended = test.extend({ scenario: 'demo', tenant: 'one' }).extend({ mockOptions: { seed: 1 } })
extended.override({ scenario: 'empty' })
extended.override({ scenario: { name: 'mine', now: '2026-05-04T08:00:00Z', seed: 1 }, seed: 2, auth: { keys: ['k'] } })

// @ts-expect-error An option that does not exist is refused.
extended.override({ scenarios: 'demo' })
