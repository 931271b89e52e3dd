import type { FieldType, RecordField } from '../contract/record-types.ts'

/** Realistic names and texts, by purpose. */

export interface Topic {
  readonly name: string
  readonly description: string
}

const topics = (text: string): Topic[] =>
  text
    .trim()
    .split('\n')
    .map((line) => line.trim().split(' – '))
    .map(([name = '', description = '']) => ({ name, description }))

export const outboundTopics = topics(`
  Spring renewal – Contracts that end in spring: offer the two-year plan
  Appointment reminders – A call the day before, with the option to move the visit
  Payment follow-up – Invoices that are two weeks late; friendly tone
  Welcome calls – New customers in their first week
  Satisfaction survey – Three questions, two minutes
  Win-back – Customers who left within the last year
  Open house invitations – Two viewings at the end of the month
  Annual check-up – Patients who were not seen for a year
  Trial follow-up – Trials that end this week
  Insurance review – Policies that were not looked at for two years
  Loan pre-approval – Applicants whose papers are complete
  Event reminders – Guests who have not confirmed yet
  Delivery windows – Agree on a time for large deliveries
  Product recall – Every owner of a unit from the first batch
  Upgrade offer – Basic plans with heavy use
  Volunteer call-up – People who offered to help at the fair
`)

export const inboundTopics = topics(`
  Support line – Questions about orders and accounts
  Booking desk – Callers who want to make or move an appointment
  Night desk – Takes messages while the office is closed
  Claims hotline – First notice of a claim
  Sales line – Callers from the website
  Service status – Outages and planned work
`)

export const assistantNames = 'Ava Milo Nora Theo Iris Hugo Lena Omar Zoe Finn Maya Leo'.split(' ')
export const phoneNames = 'Main line,Sales,Support,Reception,Outreach,Night desk,Billing,Front office'.split(',')

export interface RecordTypeTopic {
  readonly name: string
  readonly fields: readonly RecordField[]
}

export const recordTypeTopics: readonly RecordTypeTopic[] = [
  {
    name: 'Lead',
    fields: [
      { key: 'company', type: 'text', required: true },
      { key: 'source', type: 'select', options: ['website', 'referral', 'fair', 'advertisement'] },
      { key: 'budget', type: 'number' },
      { key: 'website', type: 'url' },
      { key: 'newsletter', type: 'boolean' },
    ],
  },
  {
    name: 'Patient',
    fields: [
      { key: 'date_of_birth', type: 'date', required: true },
      { key: 'insurer', type: 'text' },
      { key: 'next_appointment', type: 'datetime' },
      { key: 'last_visit', type: 'date' },
      { key: 'first_visit', type: 'boolean' },
    ],
  },
  {
    name: 'Customer',
    fields: [
      { key: 'plan', type: 'select', required: true, options: ['basic', 'plus', 'premium'] },
      { key: 'amount', type: 'number' },
      { key: 'renewal_date', type: 'date' },
      { key: 'billing_email', type: 'email' },
      { key: 'notes', type: 'text' },
    ],
  },
  {
    name: 'Property owner',
    fields: [
      { key: 'city', type: 'text', required: true },
      { key: 'property_kind', type: 'select', options: ['house', 'flat', 'land', 'office'] },
      { key: 'asking_price', type: 'number' },
      { key: 'listing', type: 'url' },
      { key: 'office_phone', type: 'phone' },
      { key: 'viewing', type: 'datetime' },
    ],
  },
  {
    name: 'Applicant',
    fields: [
      { key: 'position', type: 'text', required: true },
      { key: 'available_from', type: 'date' },
      { key: 'expected_salary', type: 'number' },
      { key: 'portfolio', type: 'url' },
    ],
  },
  {
    name: 'Donor',
    fields: [
      { key: 'last_gift', type: 'number' },
      { key: 'last_gift_at', type: 'date' },
      { key: 'interest', type: 'select', options: ['animals', 'children', 'climate', 'health'] },
    ],
  },
]

/** The record type that the test API creates if it needs one and there is none. */
export const plainRecordType: RecordTypeTopic = {
  name: 'Contact',
  fields: [
    { key: 'company', type: 'text' },
    { key: 'notes', type: 'text' },
  ],
}

export const notes = [
  'Prefers calls in the afternoon',
  'Asked for an offer in writing',
  'Speak slowly, poor line last time',
  'Has two young children',
  'Met us at the fair',
  'Wants to compare with last year',
  'Leave a message with the assistant',
  'Very interested, decides this month',
]

export const instructions = [
  'Mention the loyalty discount.',
  'Ask for the best time to visit.',
  'Offer to send the papers by email.',
  'Keep it short, the contact is busy.',
  'Confirm the address first.',
]

export const emailDomains = ['@example.com', '@example.org', '@example.net']
const insurers = ['Northstar Health', 'Blue Harbor', 'Unity Mutual', 'Alpine Care', 'Civic Plan']
const positions = ['nurse', 'driver', 'accountant', 'electrician', 'web developer', 'cook', 'site manager']

/** Texts for a field by its key, or undefined. */
export function textsFor(key: string): readonly string[] | undefined {
  if (/note|comment|remark/i.test(key)) return notes
  if (/insur/i.test(key)) return insurers
  if (/position|job|title/i.test(key)) return positions
  return undefined
}

/** Minimum, maximum and step of numbers for a field by its key. */
export function rangeFor(key: string): readonly [least: number, most: number, step: number] {
  if (/age/i.test(key)) return [18, 95, 1]
  if (/asking|property|mortgage/i.test(key)) return [90_000, 1_400_000, 5_000]
  if (/salary|income|budget/i.test(key)) return [20_000, 120_000, 1_000]
  if (/amount|price|gift|fee|total|balance/i.test(key)) return [10, 990, 10]
  return [1, 100, 1]
}

/** Days from now to the dates for a field by its key, negative for the past. */
export function daysFor(key: string, type: FieldType): readonly [least: number, most: number] {
  if (/birth/i.test(key)) return [-32_000, -6_600]
  if (/last|since|signed|created|joined|visit_at/i.test(key)) return [-700, -1]
  if (/next|renew|due|until|from|viewing|appointment/i.test(key)) return [1, 120]
  return type === 'datetime' ? [1, 60] : [-365, 365]
}
