/** The seed of every random test. It is the same in each run; `SEED=…` sets another one. */
export const seed = Number(process.env['SEED'] ?? 20_260_504)

/** How many times the usual number of runs every random test makes. The soak test sets `TIMES=…`. */
export const times = Number(process.env['TIMES'] ?? 1)

/** How many seconds a test goes on that has no number of runs. The soak test sets `SECONDS=…`. */
export const seconds = Number(process.env['SECONDS'] ?? 0)
