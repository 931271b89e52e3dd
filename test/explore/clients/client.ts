import { explore, type ExploredTest, type Exploration, type ExploreOptions } from 'callcamp-mock/explore'

/** A small client in two versions: as it was when its bug was found, and as it was repaired. */
export interface Client {
  readonly name: string
  readonly search: (version: 'broken' | 'fixed', options?: ExploreOptions) => Promise<Exploration>
}

interface Versions<App> {
  readonly name: string
  readonly options?: ExploreOptions
  readonly broken: App
  readonly fixed: App
  /** What should hold, whatever happens. */
  readonly test: (app: App) => ExploredTest
}

export function defineClient<App>({ name, options, test, ...versions }: Versions<App>): Client {
  return {
    name,
    search: (version, more = {}) => explore({ print: false, ...options, ...more }, test(versions[version])),
  }
}
