import { css } from '../element.ts'

/** The frame: brand, views, clock, banners. */
export const shell = css`
  .top {
    display: contents;
  }
  .brand {
    grid-area: 1 / 1;
    display: flex;
    align-items: center;
    gap: 8px;
    padding: 8px 12px 4px;
    color: var(--text);
    font-weight: 500;
  }
  .brand b {
    color: var(--accent);
    margin-left: 4px;
  }
  .brand svg {
    width: 18px;
    color: var(--accent);
  }
  .find {
    grid-area: 1 / 1;
    justify-self: end;
    margin: 6px 12px 0;
    color: var(--dim);
  }
  .find svg {
    width: 15px;
  }
  .find :is(span, kbd),
  .preferences {
    display: none;
  }
  kbd {
    font:
      11px/16px ui-monospace,
      monospace;
    padding: 0 4px;
    border: 1px solid var(--line);
    border-radius: 4px;
    color: var(--dim);
  }
  .whence {
    grid-area: 1 / 1;
    justify-self: end;
    margin-right: 48px;
    max-width: calc(100% - 200px);
    overflow-wrap: anywhere;
    padding: 8px 12px 0;
    font-size: 11px;
    line-height: 1.3;
    text-align: right;
  }
  .views {
    position: absolute;
    inset: auto 0 0;
    z-index: 2;
    display: flex;
    background: var(--panel);
    border-top: 1px solid var(--line);
  }
  .views a {
    position: relative;
    flex: auto;
    display: flex;
    flex-direction: column;
    align-items: center;
    gap: 2px;
    padding: 8px 0;
    color: var(--dim);
    font-size: 10.5px;
  }
  nav svg {
    width: 17px;
    flex: none;
  }
  nav a[aria-current] {
    color: var(--accent);
    font-weight: 600;
  }
  .count {
    background: var(--bad);
    color: var(--panel);
    border-radius: 8px;
    font-style: normal;
    padding: 0 4px;
    position: absolute;
    top: 3px;
    left: calc(50% + 2px);
  }
  .bar-top {
    grid-row: 2;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 6px 8px;
    padding: 6px 12px 8px;
    border-bottom: 1px solid var(--line);
  }
  .clock {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px;
    min-height: 28px;
  }
  .clock time {
    font-weight: 600;
    margin-right: 4px;
    white-space: nowrap;
  }
  .clock small {
    margin-left: 4px;
  }
  .ticking {
    color: var(--accent);
  }
  .clock button {
    min-height: 28px;
    padding: 2px 6px;
  }
  .clock button svg {
    width: 14px;
    height: 16px;
  }
  .timeline {
    flex: 1 0 100%;
    min-height: 28px;
    min-width: 0;
  }
  .sandbox i {
    width: 10px;
    height: 10px;
    border-radius: 8px;
    background: var(--sandbox);
  }
  .sandbox select {
    max-width: 150px;
    min-height: 28px;
    padding: 2px 4px;
  }
  .app::before {
    content: '';
    position: absolute;
    inset: 0 0 auto;
    height: 3px;
    z-index: 3;
    background: var(--sandbox);
  }
  .toast {
    position: absolute;
    inset: auto 12px 70px;
    z-index: 4;
    width: fit-content;
    margin: auto;
    display: flex;
    align-items: center;
    gap: 8px 12px;
    padding: 8px 8px 8px 12px;
    background: var(--panel);
    border: 1px solid var(--edge);
    border-radius: 8px;
  }
  .alarm {
    background: var(--bad-bg);
    color: var(--bad);
    padding: 4px 8px;
    border-radius: 6px;
    font-weight: 600;
    white-space: nowrap;
  }
  .banner {
    grid-row: 3;
    background: var(--bad-bg);
    color: var(--bad);
    padding: 8px 12px;
    display: flex;
    gap: 12px;
    justify-content: space-between;
  }
  .problem {
    grid-row: 4;
  }
  .lost .view {
    opacity: 0.6;
  }
`
