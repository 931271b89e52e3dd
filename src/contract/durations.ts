/** Units of time in milliseconds. */
export const secondMs = 1_000
export const minuteMs = 60 * secondMs
export const hourMs = 60 * minuteMs
export const dayMs = 24 * hourMs
export const weekMs = 7 * dayMs

/** The longest delay of a timer. One that is set for longer fires at once. */
export const longestTimerMs = 2 ** 31 - 1

/** The first Monday after the start of 1970, which was a Thursday. */
export const firstMondayMs = 4 * dayMs
