/** Returns a function that schedules an act, once for all calls until the act is carried out. */
export function once(schedule: (run: () => void) => unknown, act: () => void): () => void {
  let isScheduled = false
  return () => {
    if (isScheduled) return
    isScheduled = true
    schedule(() => {
      isScheduled = false
      act()
    })
  }
}
