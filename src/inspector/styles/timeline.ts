import { css } from '../element.ts'

/** The timeline, the history, and what is told of what was done. */
export const timeline = css`
  .timeline > * {
    display: flex;
    align-items: center;
    gap: 4px 6px;
    width: 100%;
  }
  .timeline button {
    min-height: 24px;
    padding: 2px 6px;
  }
  .timeline button svg {
    width: 14px;
    height: 14px;
  }
  .track {
    position: relative;
    flex: 1 1 160px;
    height: 24px;
    margin: 0 4px;
  }
  .track svg {
    position: absolute;
    inset: 2px 0;
    width: 100%;
    height: 20px;
    stroke: none;
    overflow: visible;
  }
  .track input {
    position: absolute;
    inset: 0 -8px;
    width: calc(100% + 16px);
    height: 24px;
    border: 0;
    background: none;
    padding: 0;
    min-height: 0;
    appearance: none;
    cursor: ew-resize;
  }
  .track input::-webkit-slider-thumb {
    appearance: none;
    width: 16px;
    height: 16px;
    border-radius: 8px;
    background: var(--panel);
    border: 4px solid var(--accent);
  }
  .track input::-moz-range-thumb {
    width: 8px;
    height: 8px;
    border-radius: 8px;
    background: var(--panel);
    border: 4px solid var(--accent);
  }
  .past,
  .mark {
    color: var(--edge);
  }
  .future {
    color: var(--line);
  }
  .request {
    color: var(--accent);
  }
  .db {
    color: var(--c-completed);
  }
  .start {
    color: var(--c-busy);
  }
  .due {
    color: var(--c-calling);
  }
  .mark.ahead {
    opacity: 0.5;
  }
  .timeline a {
    white-space: nowrap;
  }
  .timeline p {
    max-width: 46%;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .steps li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 8px;
    padding: 4px 0;
    border-top: 1px solid var(--line);
  }
  .steps {
    margin-top: 8px;
  }
  .steps .grow {
    min-width: 110px;
    overflow-wrap: anywhere;
  }
  .steps i {
    width: 8px;
    height: 8px;
    border-radius: 4px;
    background: currentColor;
  }
  :where(.steps i) {
    color: var(--edge);
  }
  .steps .undone {
    opacity: 0.65;
  }
  .steps .here {
    color: var(--accent);
    font-weight: 600;
  }
`
