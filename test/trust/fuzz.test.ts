import { describe, expect, test } from 'vitest'
import { seed, times } from '../random-runs.ts'
import { allowedStatuses, Fuzzer, newTarget } from './fuzz.ts'
import { Oracle } from './oracle.ts'
import { internals } from '../../src/engine/internals.ts'

const requests = 2_500 * times

describe.each([{ edition: 'hosted' as const }, { edition: 'local' as const, strict: true }])(
  'the $edition edition',
  ({ edition, ...options }) => {
    test(
      'answers wild requests with what the contract names, and nothing else',
      () => {
        const { mock, known } = newTarget(edition, options)
        const oracle = new Oracle({ edition, ...options })
        const fuzzer = new Fuzzer(seed, known)
        const seen = new Map<number, number>()

        for (let count = 0; count < requests; count += 1) {
          const wild = fuzzer.request()
          const about = `seed ${seed}, request ${count}: ${JSON.stringify(wild).slice(0, 500)}`
          const answer = mock[internals].run({
            ...wild,
            url: `http://callcamp.ai${wild.path}`,
            header: (name) => wild.headers[name],
            headers: () => wild.headers,
          })

          expect(allowedStatuses.has(answer.status), `${about} answered ${answer.status}`).toBe(true)
          if (answer.body !== undefined) {
            const body: unknown = JSON.parse(answer.body)
            if (answer.status >= 400) expect(body, about).toMatchObject({ success: false, message: expect.any(String) })
          }
          if (answer.status === 405) expect(answer.headers['allow'], about).toMatch(/OPTIONS$/)
          const complaint = oracle.complaint({
            method: wild.method,
            target: `${wild.path}?${wild.query}`,
            body: wild.body,
            status: answer.status,
            text: answer.body ?? '',
          })
          if (complaint !== undefined) expect.fail(`${about}: ${complaint}`)
          seen.set(answer.status, (seen.get(answer.status) ?? 0) + 1)
          // Rows of all kinds pile up: now and then it starts again, so that every run meets small and large data.
          if (count % 5_000 === 4_999) mock.reset()
          if (count % 97 === 0) mock.clock.advance('10m')
        }

        expect(Object.prototype).not.toHaveProperty('polluted')
        // Few requests need not meet all of them.
        if (requests >= 20_000)
          for (const status of [200, 201, 400, 404, 405, 409, 413, 415])
            expect(seen.get(status) ?? 0, `no request was answered ${status}`).toBeGreaterThan(0)
      },
      600_000 * times,
    )
  },
)
