import { css } from '../element.ts'

/** What holds content: panels, columns, figures in a row. */
export const panels = css`
  .panel {
    background: var(--panel);
    border: 1px solid var(--line);
    border-radius: 8px;
    padding: 12px;
    margin-bottom: 12px;
    min-width: 0;
  }
  .empty {
    color: var(--dim);
    padding: 24px 8px;
    text-align: center;
  }
  .title {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px 12px;
    margin-bottom: 8px;
  }
  .title h1 {
    margin: 0;
  }
  .actions {
    margin-left: auto;
    display: flex;
    gap: 6px;
  }
  .crumb {
    font-size: 12px;
  }
  .wide {
    margin: 8px 0 12px;
  }
  .columns {
    display: flex;
    flex-direction: column;
  }
  .wide-only,
  .roomy {
    display: none;
  }
  .facts {
    display: grid;
    grid-template-columns: repeat(2, 1fr);
    gap: 1px;
    background: var(--line);
    border: 1px solid var(--line);
    border-radius: 8px;
    overflow: hidden;
    margin-bottom: 12px;
  }
  .facts div {
    background: var(--panel);
    padding: 8px 12px;
    min-width: 0;
  }
  .facts dd {
    font-size: 20px;
    font-weight: 600;
  }
  .facts small {
    display: block;
  }
`
