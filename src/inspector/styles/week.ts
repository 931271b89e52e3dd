import { css } from '../element.ts'

/** The calls of a week. */
export const week = css`
  .week {
    display: grid;
    grid-template-columns: auto 1fr auto;
    gap: 4px 8px;
    align-items: center;
  }
  .week svg {
    width: 100%;
    height: 24px;
    background: var(--sunk);
    border-radius: 4px;
    stroke: none;
  }
  .day,
  .sum {
    font-size: 12px;
    color: var(--dim);
    white-space: nowrap;
  }
  .sum {
    min-width: 20px;
    text-align: right;
  }
  .today {
    color: var(--text);
    font-weight: 600;
  }
  .open {
    color: color-mix(in srgb, var(--accent) 24%, var(--sunk));
  }
  .reached {
    color: var(--c-contacted);
  }
  .others {
    color: var(--c-failed);
  }
  .going {
    color: var(--c-calling);
  }
  rect {
    fill: currentColor;
  }
  .keys {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 12px;
    padding-top: 6px;
  }
  .keys i {
    display: inline-block;
    width: 10px;
    height: 10px;
    border-radius: 4px;
    background: currentColor;
    margin-right: 4px;
  }
`
