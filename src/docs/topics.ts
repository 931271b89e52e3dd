/** The documentation as text: one topic for each Markdown file that a user reads. */
export interface Topic {
  /** What the command and the page call it: `server`. */
  readonly name: string
  /** Its first heading. */
  readonly title: string
  /** Where it is in the package: `src/serving/README.md`. */
  readonly file: string
  readonly text: string
}

/** The build puts the topics in. Where the sources run as they are, there are none. */
export const topics: readonly Topic[] = []
