import type { TemplateResult } from 'lit/html.js'
import { group, toggle } from './controls.ts'
import type { Live } from './live.ts'

export const usualSpeeds: readonly number[] = [1, 60, 3_600]

/** Buttons for how fast time goes. Any speed can be set over the control API. */
export function speeds(live: Live): TemplateResult {
  const { speed: current = 1, mode } = live.clock ?? {}
  const all = [...new Set([...usualSpeeds, current])].toSorted((a, b) => a - b)
  return group(
    'Speed',
    all.map((speed) =>
      toggle(`×${speed}`, mode === 'ticking' && speed === current, () => live.setClock({ frozen: false, speed })),
    ),
  )
}
