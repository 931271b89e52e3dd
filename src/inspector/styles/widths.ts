import { css } from '../element.ts'

/** What changes with the room there is, and with the colours. */
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
      padding: 12px 8px;
    }
    .brand {
      padding: 0 8px 12px;
    }
    .views {
      position: static;
      flex-direction: column;
      gap: 2px;
      border: 0;
    }
    .views a {
      flex: none;
      flex-direction: row;
      gap: 8px;
      padding: 6px 8px;
      font-size: 13px;
      border-radius: 6px;
    }
    .views a:hover {
      background: var(--sunk);
      text-decoration: none;
    }
    nav a[aria-current] {
      background: var(--sunk);
    }
    .find {
      margin: 0 0 12px;
      gap: 8px;
      justify-content: start;
      background: none;
    }
    .find span {
      flex: 1;
      text-align: left;
    }
    .find :is(span, kbd) {
      display: revert;
    }
    .preferences {
      display: flex;
      gap: 4px;
      padding: 8px 0 0;
    }
    .preferences select {
      flex: 1;
      min-width: 0;
      padding: 0;
    }
    .preferences button {
      width: 32px;
      padding: 0;
    }
    .count {
      position: static;
      margin-left: auto;
    }
    .whence {
      margin-top: auto;
      margin-right: 0;
      padding: 0 8px;
      max-width: none;
      text-align: left;
    }
    .toast {
      bottom: 24px;
    }
    .bar-top {
      grid-area: 1 / 2;
      padding: 8px 24px;
    }
    .banner {
      grid-area: 2 / 2;
      padding: 8px 24px;
    }
    .problem {
      grid-area: 3 / 2;
    }
    .view {
      grid-area: 4 / 2;
      --above: 20px;
      padding: var(--above) 24px 32px;
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
      flex: 0 0 clamp(360px, 42%, 760px);
      position: sticky;
      top: 0;
      max-height: calc(100cqh - 90px);
      overflow: auto;
    }
  }
  @container (max-width: 759px) {
    .timeline .fork,
    .timeline a,
    .clock .date {
      display: none;
    }
  }
  @container (max-width: 899px) {
    .split > .list {
      display: none;
    }
    .columns.split > .card {
      flex: 1;
    }
  }
  @container (max-width: 399px) {
    .views a {
      font-size: 9px;
    }
    .count {
      left: 50%;
    }
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
  /* With forced colours, these keep their own, because the colour has a meaning. */
  @media (forced-colors: active) {
    .bar,
    .bars i,
    .plot,
    .track,
    .week,
    .keys i,
    .steps i,
    .sandbox i,
    .glyph,
    .app::before {
      forced-color-adjust: none;
    }
    [aria-pressed='true'],
    nav a[aria-current] {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
`
