import { css } from '../element.ts'

/**
 * Tables, and the way through their pages. The columns that a table shows depend on its own width. In a document without a
 * doctype, as in a window that was popped out, tables inherit neither font nor colour by themselves.
 */
export const tables = css`
  .list {
    container: list / inline-size;
  }
  .scroll {
    overflow-x: auto;
    margin: 0 -12px;
  }
  table {
    font: inherit;
    color: inherit;
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
    padding-left: 12px;
  }
  :is(th, td):last-child {
    padding-right: 12px;
  }
  tbody tr:hover {
    background: var(--sunk);
  }
  .current.current {
    background: color-mix(in srgb, var(--accent) 12%, var(--panel));
  }
  .list > table {
    width: calc(100% + 24px);
    margin: 0 -12px;
  }
  .long {
    table-layout: fixed;
  }
  .long th {
    position: sticky;
    top: calc(-1 * var(--above));
    z-index: 3;
    background: var(--panel);
    border: 0;
    box-shadow: inset 0 -1px var(--line);
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .long tr {
    position: relative;
    scroll-margin-top: 32px;
  }
  .long td {
    height: 30px;
    padding-block: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .long [aria-hidden] {
    background: none;
  }
  .long a {
    display: inline;
    color: inherit;
  }
  .long a:not(.row) {
    position: relative;
    z-index: 1;
  }
  .long .row::after {
    content: '';
    position: absolute;
    inset: 0;
  }
  .long .row:is(:hover, :focus-visible) {
    text-decoration: none;
    outline: 0;
  }
  .long .row:focus-visible::after {
    outline: 2px solid var(--accent);
    outline-offset: -2px;
  }
  .undone td {
    text-decoration: line-through;
    color: var(--dim);
  }
  th.status {
    width: 62px;
  }
  th.operation {
    width: 156px;
  }
  th.figure {
    width: 76px;
  }
  th.clock-time {
    width: 86px;
  }
  .figure {
    text-align: right;
  }
  .figure a {
    display: inline;
  }
  .long td.figure {
    text-overflow: clip;
  }
  .sort {
    border: 0;
    background: none;
    padding: 0;
    min-height: 24px;
  }
  .sort:hover {
    color: var(--text);
  }
  .w1,
  .w2,
  .w3,
  .w4 {
    display: none;
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
    min-height: 28px;
    padding: 2px 4px;
  }
  td select:hover {
    border-color: var(--edge);
  }
  option {
    background: var(--panel);
    color: var(--text);
  }
  .steps button,
  td button {
    min-height: 24px;
    padding: 1px 8px;
    font-size: 12px;
  }
  .tag {
    display: inline-block;
    margin-left: 6px;
    padding: 0 4px;
    border-radius: 4px;
    background: var(--sunk);
    color: var(--dim);
    font-size: 11px;
    line-height: 16px;
  }
  .chip,
  .waiting {
    border-radius: 16px;
    min-height: 24px;
    font-size: 12px;
  }
  .waiting {
    position: sticky;
    top: calc(36px - var(--above));
    z-index: 4;
    display: flex;
    margin: 0 auto -26px;
  }
  .tabs {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
    margin-bottom: 12px;
  }
  .tabs a {
    padding: 4px 8px;
    border-radius: 6px;
    color: var(--dim);
    text-decoration: none;
  }
  .tabs a:hover {
    background: var(--sunk);
  }
  .tabs a[aria-current] {
    background: var(--panel);
    color: var(--text);
    box-shadow: inset 0 0 0 1px var(--line);
    font-weight: 600;
  }
  .tabs small {
    margin-left: 6px;
  }
  .paging {
    display: flex;
    align-items: center;
    gap: 6px;
    padding-top: 8px;
    color: var(--dim);
    font-size: 12px;
  }
  .paging span {
    margin-right: auto;
  }
  @container list (min-width: 460px) {
    .w1 {
      display: revert;
    }
  }
  @container list (min-width: 680px) {
    .w2 {
      display: revert;
    }
  }
  @container list (min-width: 900px) {
    .w3 {
      display: revert;
    }
  }
  @container list (min-width: 1200px) {
    .w4 {
      display: revert;
    }
  }
`
