import type { OrderStatus } from './statuses.ts'

/** What each status of an order means, and what the call simulator does next: for the documentation. */
export const statusMeanings = {
  registered: { meaning: 'in the campaign, nothing is planned', next: 'makes no call' },
  planned: { meaning: 'waits for a call', next: 'calls within the schedule of the campaign' },
  scheduled: { meaning: 'waits for its `scheduledTime`', next: 'calls at that time' },
  calling: { meaning: 'a call is in progress', next: 'ends the call' },
  busy: { meaning: 'the line was busy', next: 'calls again after the retry delay' },
  'no-answer': { meaning: 'nobody answered', next: 'calls again after the retry delay' },
  failed: { meaning: 'the call could not be made, or all attempts were used', next: 'final' },
  completed: { meaning: 'the call ended without an outcome, such as a voicemail', next: 'final' },
  contacted: { meaning: 'was reached, with an outcome', next: 'final' },
  canceled: { meaning: 'a user canceled it', next: 'final' },
  'do-not-call': { meaning: 'the contact asked never to be called', next: 'final. Every later call is refused.' },
} as const satisfies Readonly<Record<OrderStatus, { readonly meaning: string; readonly next: string }>>
