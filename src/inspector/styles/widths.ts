import { css } from '../element.ts'

/** What changes with the room there is, and with the wish for less movement. */
export const widths = css`
  @container (min-width: 760px) {
    .app {
      grid-template: auto auto auto 1fr / 184px minmax(0, 1fr);
    }
    .top {
      display: flex;
      flex-direction: column;
      grid-area: 1 / 1 / -1 / 2;
      border-right: 1px solid var(--line);
      background: var(--panel);
      padding: 14px 10px;
    }
    .brand {
      padding: 0 8px 14px;
    }
    nav[aria-label='Views'] {
      position: static;
      flex-direction: column;
      gap: 2px;
      border: 0;
    }
    nav[aria-label='Views'] a {
      flex: none;
      flex-direction: row;
      gap: 10px;
      padding: 6px 8px;
      font-size: 13px;
      border-radius: 6px;
    }
    nav[aria-label='Views'] a:hover {
      background: var(--sunk);
      text-decoration: none;
    }
    nav a[aria-current] {
      background: var(--sunk);
    }
    .count {
      position: static;
      margin-left: auto;
    }
    .whence {
      margin-top: auto;
      padding: 0 8px;
      max-width: none;
      text-align: left;
      justify-self: auto;
    }
    .toast {
      bottom: 24px;
    }
    .bar-top {
      grid-area: 1 / 2;
      padding: 9px 24px;
      justify-content: space-between;
    }
    .banner {
      grid-area: 2 / 2;
      padding: 8px 24px;
    }
    .problem {
      grid-area: 3 / 2;
    }
    main {
      grid-area: 4 / 2;
      padding: 20px 24px 32px;
    }
    .wide-only {
      display: revert;
    }
    .columns {
      flex-direction: row;
      gap: 12px;
      align-items: start;
    }
    .columns > .panel {
      flex: 0 0 320px;
    }
    .columns > .grow {
      flex: 1;
    }
    .split > .card {
      flex-basis: 400px;
      position: sticky;
      top: 0;
      max-height: calc(100cqh - 90px);
      overflow: auto;
    }
    .split .wide-only {
      display: none;
    }
  }
  @container (max-width: 759px) {
    .timeline .fork,
    .timeline a,
    .split > .list,
    .clock .date {
      display: none;
    }
  }
  @container (max-width: 399px) {
    .switches .group button,
    .clock button {
      padding: 1px 4px;
    }
    .clock {
      gap: 4px;
    }
    .clock time {
      margin: 0;
    }
    .bar-top {
      padding: 6px 8px 8px;
    }
  }
  @container (min-width: 400px) {
    .facts {
      grid-template-columns: repeat(3, 1fr);
    }
  }
  @container (min-width: 1040px) {
    .roomy {
      display: revert;
    }
    .facts {
      grid-template-columns: repeat(6, 1fr);
    }
  }
  @media (prefers-reduced-motion: no-preference) {
    .bar i,
    .bars i {
      transition:
        flex-grow 0.25s,
        width 0.25s;
    }
  }
`
