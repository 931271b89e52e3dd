/** The documents that have tables which are made from the contract. */
export const documents: readonly string[]

/** A text whose marked tables say what the contract says. */
export function withTables(
  text: string,
  contract: Readonly<
    Record<
      'controlRoutes' | 'serverRoutes' | 'serveUsage' | 'simulatorDefaults' | 'simulatorSettings' | 'outcomeNumbers',
      object
    >
  >,
): string
