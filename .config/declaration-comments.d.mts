/** A declaration file with the comments that the fields have in its source. */
export function withComments(declaration: string, source: string): string
