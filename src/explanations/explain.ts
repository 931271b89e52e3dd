import type { Explanation } from '../contract/explanations.ts'
import { show } from '../contract/problems.ts'
import type { World } from '../world/world.ts'
import { explainCampaign } from './campaign.ts'
import { explainOrder } from './order.ts'

export type { Explanation }

/** Explains an order or a campaign from the rows as they are. */
export function explain(world: World, isEnabled: boolean, uuid: string): Explanation {
  const { tables } = world
  const order = tables.order.stored(uuid)
  if (order) return explainOrder(world, isEnabled, order)
  const campaign = tables.campaign.stored(uuid)
  if (campaign) return explainCampaign(world, isEnabled, campaign)
  throw new TypeError(`There is no order and no campaign with the id ${show(uuid)}`)
}
