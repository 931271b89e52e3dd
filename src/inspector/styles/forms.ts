import { css } from '../element.ts'

/** Time, scenarios, faults. */
export const forms = css`
  .now {
    font-size: 16px;
    font-weight: 600;
  }
  .now + .note {
    margin-bottom: 12px;
  }
  .panel > p + .tools {
    margin-top: 8px;
  }
  .cards {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(240px, 1fr));
    gap: 12px;
    margin-bottom: 12px;
  }
  .cards .panel {
    margin: 0;
    display: flex;
    flex-direction: column;
    align-items: start;
  }
  .cards h2 {
    margin-bottom: 4px;
  }
  .cards button {
    margin-top: auto;
  }
  .cards p {
    margin-bottom: 12px;
  }
  .faults {
    table-layout: fixed;
  }
  .faults th {
    white-space: normal;
  }
  .faults th.figure {
    width: 48px;
  }
  .faults th:last-child {
    width: 88px;
  }
  .trio {
    display: flex;
    flex-wrap: wrap;
    gap: 0 12px;
  }
  .trio > * {
    flex: 1 1 280px;
  }
  .switches {
    max-width: 680px;
  }
  .switches td:first-child,
  .cards h2,
  .faults :is(td, th),
  .note {
    overflow-wrap: anywhere;
  }
  .switches .group {
    flex-wrap: nowrap;
  }
  .switches tr > :last-child {
    text-align: right;
  }
  .switches small {
    margin-left: 8px;
  }
  .schema {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(200px, 1fr));
    gap: 8px 16px;
    margin-top: 12px;
  }
  .schema label {
    display: flex;
    flex-direction: column;
    align-items: stretch;
    gap: 4px;
  }
  .schema label > span {
    color: var(--dim);
    font-size: 12px;
  }
  .schema :is(hr, p) {
    grid-column: 1 / -1;
    margin: 0;
  }
  .schema hr {
    border: 0;
    border-top: 1px solid var(--line);
  }
  .schema input[type='number'] {
    width: auto;
  }
  .needed {
    color: var(--bad);
    font-weight: 400;
  }
  textarea {
    font:
      12px/1.6 ui-monospace,
      monospace;
    field-sizing: content;
    max-height: 240px;
    resize: vertical;
  }
`
