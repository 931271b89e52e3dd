/** The two wire formats of one model. They differ in contacts only: see `editions.ts`. */
export const editions = ['hosted', 'local'] as const
export type Edition = (typeof editions)[number]
