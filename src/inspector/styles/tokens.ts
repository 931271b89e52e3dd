import { css } from '../element.ts'
import { colours } from '../statuses.ts'

/** Colours, letters, and the grid that everything lies in. */
export const tokens = css`
  * {
    box-sizing: border-box;
  }
  .app {
    --bg: light-dark(#f6f6f4, #111315);
    --panel: light-dark(#fff, #191c1f);
    --sunk: light-dark(#f0f0ed, #22262a);
    --line: light-dark(#e2e2dd, #2b3035);
    --edge: light-dark(#8b8f96, #676e76);
    --text: light-dark(#1b1d20, #e9eaeb);
    --dim: light-dark(#5b6068, #a1a8b0);
    --accent: light-dark(#2653c7, #8fb0ff);
    --on: light-dark(#fff, #10151f);
    --bad: light-dark(#b3261e, #ff9a90);
    --bad-bg: light-dark(#fdeceb, #3a1c1b);
    ${colours}
    display: grid;
    grid-template: auto auto auto auto 1fr / minmax(0, 1fr);
    height: 100%;
    background: var(--bg);
    color: var(--text);
    font:
      13px/1.45 system-ui,
      sans-serif;
    font-variant-numeric: tabular-nums;
    overflow: hidden;
  }
`
