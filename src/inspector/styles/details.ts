import { css } from '../element.ts'

/** Cards: a row, a request, JSON, differences. */
export const details = css`
  .card h2 {
    align-items: baseline;
  }
  .close {
    margin-left: auto;
    border: 0;
    background: none;
    padding: 2px 8px;
    color: var(--dim);
  }
  .fields {
    margin-bottom: 12px;
  }
  :is(.fields, .change) div {
    display: grid;
    grid-template-columns: minmax(96px, 30%) minmax(0, 1fr);
    gap: 8px;
    padding: 4px 0;
  }
  .fields div {
    border-bottom: 1px solid var(--line);
  }
  :is(.fields, .change) :is(dt, dd),
  h2 > bdi,
  .address {
    overflow-wrap: anywhere;
  }
  .referring li {
    display: flex;
    flex-wrap: wrap;
    gap: 0 8px;
    align-items: center;
    padding: 2px 0;
  }
  .referring a {
    flex: 1 0 96px;
    overflow-wrap: anywhere;
  }
  h4 {
    margin: 8px 0 4px;
    font-weight: 500;
    color: var(--dim);
    font-size: 12px;
  }
  .warning {
    color: var(--c-busy);
    font-size: 12px;
  }
  .warning:not(:empty) {
    margin-bottom: 8px;
  }
  .code {
    font-weight: 600;
    color: var(--c-contacted);
  }
  .s4 {
    color: var(--c-busy);
  }
  .s5,
  .s0 {
    color: var(--bad);
  }
  .address {
    font-weight: 400;
  }
  .json,
  .diff {
    font:
      12px/1.6 ui-monospace,
      monospace;
    overflow-wrap: anywhere;
  }
  .json {
    background: var(--sunk);
    border-radius: 6px;
    padding: 8px;
  }
  pre.json {
    margin: 0 0 12px;
    max-height: 280px;
    overflow: auto;
    white-space: pre-wrap;
  }
  .json details > * {
    margin-left: 12px;
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
  }
  .null {
    color: var(--dim);
  }
  .diff {
    table-layout: fixed;
    margin-bottom: 12px;
    border: 1px solid var(--line);
  }
  .diff td {
    width: 50%;
    padding: 0 8px;
    border: 0;
    white-space: pre-wrap;
    vertical-align: top;
  }
  .diff td + td {
    border-left: 1px solid var(--line);
  }
  .bad,
  .removed,
  del {
    background: var(--bad-bg);
    color: var(--bad);
  }
  .added,
  ins {
    background: color-mix(in srgb, var(--c-contacted) 14%, var(--panel));
    color: var(--c-contacted);
  }
  del,
  ins {
    padding: 0 4px;
    border-radius: 4px;
  }
  ins {
    text-decoration: none;
  }
  .void {
    background: var(--sunk);
  }
  .change {
    border: 1px solid var(--line);
    border-radius: 6px;
    padding: 6px 8px;
    margin-bottom: 6px;
  }
`
