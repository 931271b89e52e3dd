/** Mutants that change nothing anyone could see: the line as it is written, what became of it, and why it is the same. */
export const equivalents = []
