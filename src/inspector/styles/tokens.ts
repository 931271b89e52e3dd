import { css } from '../element.ts'

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
    --c-contacted: light-dark(#156f3d, #4cc38a);
    --c-completed: light-dark(#0e7490, #53b8cf);
    --c-do-not-call: light-dark(#8b2a7c, #e18bd4);
    --c-failed: light-dark(#c23a30, #f2766b);
    --c-canceled: light-dark(#6e737a, #8b929a);
    --c-busy: light-dark(#a94a08, #f0954a);
    --c-no-answer: light-dark(#a37a00, #dfb640);
    --c-calling: light-dark(#5b3fd1, #b09cff);
    --c-scheduled: light-dark(#3f6fd8, #7ba4ff);
    --c-planned: light-dark(#8ba0c4, #56698c);
    --c-registered: light-dark(#b6bac0, #4a5058);
    --c-active: var(--c-contacted);
    --c-paused: var(--c-no-answer);
    --c-draft: var(--c-canceled);
    --c-archived: var(--c-canceled);
    --c-closed: var(--c-canceled);
    display: grid;
    grid-template: auto auto auto auto 1fr / minmax(0, 1fr);
    height: 100%;
    background: var(--bg);
    color: var(--text);
    font:
      13px/1.45 ui-sans-serif,
      system-ui,
      -apple-system,
      'Segoe UI',
      Roboto,
      'Helvetica Neue',
      Arial,
      sans-serif;
    font-variant-numeric: tabular-nums;
    overflow: hidden;
  }
`
