import { css } from './element.ts'

/** Every rule that a page could set on the element itself is set here, with the last word: an important rule of the inside wins. */
export const overlayStyles = css`
  :host {
    all: initial !important;
    position: fixed !important;
    inset: auto 0 0 auto !important;
    z-index: 2147483647 !important;
    display: block !important;
    width: 0 !important;
    height: 0 !important;
    overflow: visible !important;
  }
  .root {
    all: initial;
    /* The one thing that all leaves as it is. */
    direction: ltr;
    color-scheme: light dark;
    font:
      12px/1.4 ui-sans-serif,
      system-ui,
      sans-serif;
    font-variant-numeric: tabular-nums;
  }
  .bar,
  dialog {
    position: fixed;
    box-sizing: border-box;
    color: light-dark(#1b1d20, #e9eaeb);
    background: light-dark(#fff, #191c1f);
    border: 1px solid light-dark(#8b8f96, #676e76);
    box-shadow: 0 4px 18px rgb(0 0 0 / 25%);
  }
  .bar {
    right: 12px;
    bottom: 12px;
    display: flex;
    align-items: center;
    gap: 2px;
    height: 34px;
    padding: 0 10px 0 2px;
    border-radius: 17px;
    white-space: nowrap;
  }
  .open .bar {
    display: none;
  }
  .bar > span {
    padding: 0 4px;
  }
  .faults {
    color: light-dark(#b3261e, #ff9a90);
    font-weight: 600;
  }
  button {
    display: flex;
    align-items: center;
    justify-content: center;
    min-width: 28px;
    height: 28px;
    padding: 0 6px;
    margin: 0;
    border: 0;
    border-radius: 14px;
    background: none;
    color: inherit;
    font: inherit;
    cursor: pointer;
  }
  button:hover {
    background: light-dark(#f0f0ed, #22262a);
  }
  button:disabled {
    opacity: 0.4;
  }
  :is(button, .edge):focus-visible {
    outline: 2px solid light-dark(#2653c7, #8fb0ff);
    outline-offset: -1px;
  }
  svg {
    width: 16px;
    height: 16px;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.5;
    stroke-linejoin: round;
    stroke-linecap: round;
  }
  .toggle {
    color: light-dark(#2653c7, #8fb0ff);
  }
  dialog {
    display: flex;
    flex-direction: column;
    max-width: none;
    max-height: none;
    padding: 0;
    margin: 0;
    overflow: hidden;
    outline: 0;
  }
  dialog:not([open]) {
    display: none;
  }
  .right {
    inset: 0 0 0 auto;
    width: min(var(--size), 100vw);
    height: 100vh;
    height: 100dvh;
    border-width: 0 0 0 1px;
  }
  .bottom {
    inset: auto 0 0;
    width: 100vw;
    height: min(var(--size), 100vh);
    border-width: 1px 0 0;
  }
  .head {
    display: flex;
    justify-content: end;
    flex: none;
    padding: 2px 6px;
    border-bottom: 1px solid light-dark(#e2e2dd, #2b3035);
  }
  .panel {
    flex: 1;
    min-height: 0;
  }
  .edge {
    position: absolute;
    z-index: 1;
    touch-action: none;
  }
  .right .edge {
    inset: 0 auto 0 0;
    width: 6px;
    cursor: ew-resize;
  }
  .bottom .edge {
    inset: 0 0 auto;
    height: 6px;
    cursor: ns-resize;
  }
  .edge:hover {
    background: light-dark(#2653c7, #8fb0ff);
  }
  ::backdrop {
    background: none;
  }
  @media (max-width: 480px) {
    .bar > :not(.toggle, .time) {
      display: none;
    }
  }
`
