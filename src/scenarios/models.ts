import type { World } from '../world/world.ts'

export type Db = { readonly [model in 'campaign']: { count(): number } }

export function createModels(world: World): Db {
  return { campaign: { count: () => world.tables.campaign.size } }
}
