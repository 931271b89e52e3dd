import { describe, test } from 'vitest'
import { editions } from '../../src/contract/editions.ts'
import type { MockOptions } from '../../src/mock.ts'
import { Api, type Running } from './api.ts'
import { associateCases } from './associate.ts'
import { campaignListCases } from './campaign-lists.ts'
import { campaignCases } from './campaigns.ts'
import type { Case } from './case.ts'
import { accessCases } from './access.ts'
import { documentedCases } from './documented.ts'
import { bodyCases } from './bodies.ts'
import { hostileCases } from './hostile.ts'
import { missingCases } from './missing.ts'
import { orderUpdateCases } from './order-updates.ts'
import { orderCases } from './orders.ts'
import { pagingCases } from './paging.ts'
import { parameterCases } from './parameters.ts'
import { recordListCases } from './record-lists.ts'
import { recordCases } from './records.ts'
import { world } from './world.ts'

/** How the mock is reached: one for each transport. */
export interface Harness {
  start(options: MockOptions): Promise<Running>
}

/** All that the API must do. */
export const cases: readonly Case[] = [
  ...documentedCases,
  ...campaignListCases,
  ...campaignCases,
  ...recordListCases,
  ...recordCases,
  ...parameterCases,
  ...orderCases,
  ...orderUpdateCases,
  ...associateCases,
  ...pagingCases,
  ...bodyCases,
  ...missingCases,
  ...accessCases,
  ...hostileCases,
]

/** The cases in which the address matters: each operation once more, good and bad, and every kind of path. */
export const addressCases: readonly Case[] = [...documentedCases, ...missingCases, ...hostileCases]

/** Runs every case over a transport, in each edition it is about, each over an account of its own. */
export function conformance(name: string, harness: Harness, chosen: readonly Case[] = cases): void {
  describe.each(editions)(`${name}, %s edition`, (edition) => {
    for (const { operation, title, options, run } of chosen.filter((one) => one.editions.includes(edition))) {
      test(`${operation} ${title}`, async () => {
        const running = await harness.start({ scenario: world, simulator: false, clock: 'frozen', ...options, edition })
        try {
          await run(new Api(edition, running, options.formatError !== undefined))
        } finally {
          await running.stop()
        }
      })
    }
  })
}
