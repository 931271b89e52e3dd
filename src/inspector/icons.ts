/** Paths that both the page and the overlay draw, on a square of 16. */
export const phonePath = 'M3 3c0 6 4 10 10 10l.5-3-3-1-1.5 1.5C7 9.5 6.5 9 5.5 7L7 5.5 6 2.5z'
export const pausePath = 'M5 3v10M11 3v10'
export const runPath = 'M4 2.5v11L13 8z'
export const stepPath = 'M3 2.5v11L11 8zM13 3v10'
