import type { Edition } from '../contract/editions.ts'
import { campaignOperations } from './campaigns.ts'
import type { Operation } from './operation.ts'
import { orderOperations } from './orders.ts'
import { recordOperations } from './records.ts'

/** Every operation of the API, as an edition speaks it. */
export function operationsOf(edition: Edition): readonly Operation[] {
  return [...campaignOperations, ...recordOperations(edition), ...orderOperations]
}
