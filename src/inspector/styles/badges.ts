import { css } from '../element.ts'

/** Shapes of statuses, and badges. */
export const badges = css`
  .glyph {
    width: 11px;
    height: 11px;
    flex: none;
    stroke-width: 1.6;
    overflow: visible;
  }
  .badge {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    white-space: nowrap;
    font-size: 12px;
  }
  .title .badge {
    background: var(--sunk);
    border-radius: 6px;
    padding: 4px 8px;
  }
`
