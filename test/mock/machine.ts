/**
 * The clock of the machine, in the hands of a test. To be imported before the sources, which take it when they
 * load: so that fake timers don't matter to them.
 */
const real = performance.now.bind(performance)

export const machine: { at: number | undefined; asked: number } = { at: undefined, asked: 0 }

performance.now = () => {
  machine.asked += 1
  return machine.at ?? real()
}

/** Stops the clock where a test puts it. */
export function stopMachine(at: number): { at: number } {
  machine.at = at
  return {
    get at() {
      return machine.at ?? at
    },
    set at(ms) {
      machine.at = ms
    },
  }
}

/** Lets it run again. */
export function releaseMachine(): void {
  machine.at = undefined
}
