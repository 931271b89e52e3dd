import { css } from '../element.ts'

/** What lies above everything: the palette, and the list of keys. */
export const dialogs = css`
  dialog {
    width: min(620px, 100vw - 24px);
    max-height: min(480px, 70vh);
    margin: 12vh auto auto;
    padding: 0;
    overflow: hidden;
    color: var(--text);
    background: var(--panel);
    border: 1px solid var(--edge);
    border-radius: 8px;
  }
  dialog[open] {
    display: flex;
    flex-direction: column;
  }
  dialog::backdrop {
    background: rgb(0 0 0 / 32%);
  }
  .palette input {
    flex: none;
    border: 0;
    border-radius: 0;
    border-bottom: 1px solid var(--line);
    padding: 12px 16px;
    font-size: 16px;
  }
  .palette input:focus-visible {
    outline: 0;
  }
  .palette ul {
    overflow: auto;
    padding: 4px 8px 8px;
  }
  .palette li {
    display: flex;
    gap: 12px;
    justify-content: space-between;
    padding: 4px 8px;
    border-radius: 6px;
    cursor: pointer;
  }
  .palette bdi {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .palette small {
    flex: none;
  }
  .palette .head {
    padding: 8px 8px 2px;
    color: var(--dim);
    font-size: 11px;
    cursor: default;
  }
  .palette [aria-selected='true'] {
    background: color-mix(in srgb, var(--accent) 14%, var(--panel));
  }
  dialog.keys {
    padding: 16px;
  }
`
