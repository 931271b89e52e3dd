import { machineTime } from '../world/clock.ts'

/**
 * A page that was hidden for so long may have lost its worker: browsers end a worker that has nothing to do for half a
 * minute, and let a hidden page call it once a minute only.
 */
const hiddenMs = 25_000

/**
 * Calls back when msw's worker does not know this page any more, until `signal` is aborted: a newer script has taken
 * over, the page comes back from the cache for back and forward, or it was hidden for long.
 */
export function onLostWorker(
  worker: () => ServiceWorker | null | undefined,
  lost: () => void,
  signal: AbortSignal,
): void {
  let hiddenAt = Infinity
  addEventListener('pageshow', ({ persisted }) => persisted && lost(), { signal })
  document.addEventListener(
    'visibilitychange',
    () => {
      if (document.visibilityState === 'visible' && machineTime() - hiddenAt > hiddenMs) lost()
      hiddenAt = document.visibilityState === 'hidden' ? machineTime() : Infinity
    },
    { signal },
  )
  if (!('serviceWorker' in navigator)) return
  const check = () => {
    const { controller } = navigator.serviceWorker
    if (controller && controller !== worker()) lost()
  }
  navigator.serviceWorker.addEventListener('controllerchange', check, { signal })
}
