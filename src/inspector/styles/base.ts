import { css } from '../element.ts'

/** Plain elements, wherever they are. */
export const base = css`
  .view {
    position: relative;
    grid-row: 5;
    overflow: auto;
    --above: 14px;
    padding: var(--above) 12px 76px;
  }
  .view > * {
    display: block;
  }
  :is(h1, h2, h3, p, dl, dd, ul, ol) {
    margin: 0;
    padding: 0;
  }
  h1 {
    font-size: 20px;
    margin-bottom: 12px;
  }
  h2 {
    display: flex;
    align-items: center;
    gap: 8px;
    font-size: 13px;
    margin-bottom: 8px;
  }
  h3 {
    margin: 12px 0 4px;
  }
  ul,
  ol {
    list-style: none;
  }
  small,
  .note,
  .why,
  h3,
  dt,
  label {
    color: var(--dim);
    font-size: 12px;
  }
  small,
  .note {
    font-weight: 400;
  }
  a {
    color: var(--accent);
    text-decoration: none;
  }
  p > a,
  a:where(:hover) {
    text-decoration: underline;
  }
  svg {
    fill: none;
    stroke: currentColor;
    stroke-width: 1.5;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .hidden {
    position: absolute;
    clip-path: inset(50%);
    width: 1px;
    height: 1px;
    overflow: hidden;
  }
  :focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 1px;
  }
  .view:focus-visible {
    outline: 0;
  }
`
