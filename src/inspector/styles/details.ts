import { css } from '../element.ts'

/** Cards: a record, a request, JSON. */
export const details = css`
  .close {
    margin-left: auto;
    color: var(--dim);
    border: 0;
    padding: 2px 8px;
    background: none;
  }
  .fields div {
    display: grid;
    grid-template-columns: 96px minmax(0, 1fr);
    gap: 8px;
    padding: 2px 0;
  }
  .fields dd,
  .address {
    overflow-wrap: anywhere;
  }
  .history {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 0 10px;
    padding: 6px 0;
    border-top: 1px solid var(--line);
  }
  .history ol {
    grid-column: 1 / -1;
  }
  .history li {
    display: flex;
    gap: 12px;
    font-size: 12px;
    padding: 1px 0;
  }
  .link,
  .link:hover {
    border: 0;
    background: none;
    padding: 2px 0;
    font-size: 13px;
    white-space: normal;
    overflow-wrap: anywhere;
    text-align: left;
    display: block;
  }
  .link:hover {
    text-decoration: underline;
  }
  .warning {
    color: var(--c-busy);
    font-size: 12px;
  }
  .code {
    font-weight: 600;
    color: var(--c-contacted);
  }
  .s4 {
    color: var(--c-busy);
  }
  .s5 {
    color: var(--bad);
  }
  .address {
    color: var(--dim);
    font-size: 12px;
    margin-bottom: 10px;
  }
  .json {
    font:
      12px/1.6 ui-monospace,
      'SF Mono',
      Menlo,
      Consolas,
      monospace;
    background: var(--sunk);
    border-radius: 6px;
    padding: 8px 10px;
    overflow-wrap: anywhere;
  }
  .json details > * {
    margin-left: 14px;
  }
  .json summary {
    margin-left: 0;
    cursor: pointer;
  }
  .key {
    color: var(--dim);
    margin-right: 8px;
  }
  .json .string {
    color: var(--c-contacted);
  }
  .json :is(.number, .boolean) {
    color: var(--accent);
    white-space: normal;
  }
  .null {
    color: var(--dim);
  }
`
