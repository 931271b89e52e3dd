/** What would change a situation: new values of one row. */
export interface Fix {
  readonly label: string
  readonly model: 'campaign' | 'order'
  readonly uuid: string
  readonly data: Readonly<Record<string, unknown>>
}

/** Why an order is not called, or why a campaign does not call. */
export interface Explanation {
  /** One sentence for people, with times on the wall clock of the campaign. */
  readonly sentence: string
  /** The facts behind it. */
  readonly because: readonly string[]
  /** What happens next by itself, and when; null when nothing does. */
  readonly next: { readonly at: string; readonly what: 'call begins' | 'call ends' | 'campaign completes' } | null
  /** What would change it; missing when nothing needs to. */
  readonly fix?: Fix
}
