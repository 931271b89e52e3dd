import { css } from '../element.ts'

/** Buttons, fields, and rows of them. */
export const controls = css`
  button,
  .button,
  input,
  select,
  textarea {
    font: inherit;
    color: inherit;
    background: var(--panel);
    border: 1px solid var(--edge);
    border-radius: 6px;
    min-height: 30px;
    padding: 4px 8px;
    margin: 0;
  }
  button,
  .button {
    cursor: pointer;
    display: inline-flex;
    align-items: center;
    justify-content: center;
    white-space: nowrap;
  }
  /* Weaker than the rule of any class. */
  :where(button, .button):hover {
    background: var(--sunk);
  }
  .button {
    min-width: 0;
    color: var(--text);
    text-decoration: none;
  }
  button:disabled {
    color: var(--edge);
    border-color: var(--line);
    cursor: default;
  }
  .primary,
  [aria-pressed='true'] {
    background: var(--accent);
    border-color: var(--accent);
    color: var(--on);
    font-weight: 600;
  }
  callcamp-chart {
    display: block;
    min-height: 310px;
  }
  .group {
    display: inline-flex;
    flex-wrap: wrap;
    row-gap: 4px;
  }
  .group button {
    border-radius: 0;
    margin-left: -1px;
  }
  .group button:first-child {
    border-radius: 6px 0 0 6px;
    margin: 0;
  }
  .group button:last-child {
    border-radius: 0 6px 6px 0;
  }
  .button:focus-within {
    outline: 2px solid var(--accent);
  }
  input[type='number'] {
    width: 92px;
  }
  input[type='search'] {
    flex: 1 1 200px;
    min-width: 0;
    max-width: 480px;
  }
  label {
    display: inline-flex;
    align-items: center;
    gap: 6px;
  }
  label > * {
    color: var(--text);
    font-size: 13px;
  }
  .tools {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
    margin-bottom: 8px;
  }
  .tools select {
    max-width: 100%;
  }
  .tools button {
    max-width: 100%;
    white-space: normal;
    overflow-wrap: break-word;
  }
  .tools:last-child {
    margin-bottom: 0;
  }
  .grow {
    flex: 1;
  }
`
