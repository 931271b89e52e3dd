import type { Fact } from './facts.ts'
import { campaignLifecycle } from './facts/campaign-lifecycle.ts'
import { deletions } from './facts/deletions.ts'
import { orderLifecycle } from './facts/order-lifecycle.ts'
import { recordLifecycle } from './facts/record-lifecycle.ts'
import type { OwnRows } from './own-rows.ts'
import type { Sample } from './sample.ts'

/** The facts that need rows of the check, in the order of a row's life. */
export function writeFacts(own: OwnRows, sample: Sample): readonly Fact[] {
  return [...campaignLifecycle(own), ...orderLifecycle(own), ...recordLifecycle(own, sample), ...deletions(own)]
}
