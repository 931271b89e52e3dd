/** When a world begins, where it is not when the scenario does. */
export const moments = {
  'at-weekend': '2026-05-09T12:00:00Z',
  'at-night': '2026-05-05T02:00:00Z',
  'before-hours': '2026-05-04T06:59:30Z',
  'end-of-hours': '2026-05-04T16:59:30Z',
  'end-of-day': '2026-05-04T23:59:30Z',
  'end-of-month': '2026-01-31T23:59:30Z',
  'end-of-year': '2026-12-31T23:59:30Z',
  'leap-day': '2028-02-29T12:00:00Z',
  'before-spring-change': '2026-03-28T23:30:00Z',
  'spring-change': '2026-03-29T00:59:30Z',
  'before-autumn-change': '2026-10-24T22:30:00Z',
  'autumn-change': '2026-10-25T00:30:00Z',
  'autumn-change-in-america': '2026-11-01T08:30:00Z',
} as const satisfies Readonly<Record<string, string>>
