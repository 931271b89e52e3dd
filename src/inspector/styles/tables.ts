import { css } from '../element.ts'

/** Tables, and the way through their pages. */
export const tables = css`
  .scroll {
    overflow-x: auto;
    margin: 0 -14px;
  }
  table {
    border-collapse: collapse;
    width: 100%;
  }
  th {
    text-align: left;
    font-weight: 500;
    font-size: 12px;
    color: var(--dim);
    white-space: nowrap;
  }
  th,
  td {
    padding: 6px 8px;
    border-bottom: 1px solid var(--line);
  }
  :is(th, td):first-child {
    padding-left: 14px;
  }
  :is(th, td):last-child {
    padding-right: 14px;
  }
  tbody tr:hover {
    background: var(--sunk);
  }
  .current,
  .current:hover {
    background: color-mix(in srgb, var(--accent) 12%, var(--panel));
  }
  td > a {
    min-width: 96px;
  }
  .number {
    white-space: nowrap;
  }
  .end {
    text-align: right;
  }
  .state {
    gap: 4px;
  }
  td select {
    border-color: transparent;
    background: none;
    padding: 2px 4px;
    min-height: 28px;
  }
  td select:hover {
    border-color: var(--edge);
  }
  option {
    background: var(--panel);
    color: var(--text);
  }
  td button {
    min-height: 26px;
    padding: 1px 9px;
    font-size: 12px;
  }
  .paging {
    display: flex;
    align-items: center;
    gap: 6px;
    padding-top: 10px;
    color: var(--dim);
    font-size: 12px;
  }
  .paging span {
    margin-right: auto;
  }
`
