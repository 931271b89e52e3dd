/** The two wire formats of one model. They differ in contacts only: see `editions.ts`. */
export const editions = ['hosted', 'local'] as const
/** Which of the two published APIs the mock is: `hosted` or `local`. */
export type Edition = (typeof editions)[number]

export const defaultEdition = 'hosted' satisfies Edition
