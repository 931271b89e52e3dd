import { css } from './element.ts'

/**
 * One sheet for all parts, in the page and in the overlay. Sizes follow the width of the inspector, not of the window.
 * Nothing is taken over from the page around it: not even the size of its letters, so there is no `rem`.
 */
export const styles = css`
  * {
    box-sizing: border-box;
  }
  .app {
    --bg: light-dark(#f6f6f4, #111315);
    --panel: light-dark(#fff, #191c1f);
    --sunk: light-dark(#f0f0ed, #22262a);
    --line: light-dark(#e2e2dd, #2b3035);
    --edge: light-dark(#8b8f96, #676e76);
    --text: light-dark(#1b1d20, #e9eaeb);
    --dim: light-dark(#5b6068, #a1a8b0);
    --accent: light-dark(#2653c7, #8fb0ff);
    --on: light-dark(#fff, #10151f);
    --bad: light-dark(#b3261e, #ff9a90);
    --bad-bg: light-dark(#fdeceb, #3a1c1b);
    --c-contacted: light-dark(#156f3d, #4cc38a);
    --c-completed: light-dark(#0e7490, #53b8cf);
    --c-do-not-call: light-dark(#8b2a7c, #e18bd4);
    --c-failed: light-dark(#c23a30, #f2766b);
    --c-canceled: light-dark(#6e737a, #8b929a);
    --c-busy: light-dark(#a94a08, #f0954a);
    --c-no-answer: light-dark(#a37a00, #dfb640);
    --c-calling: light-dark(#5b3fd1, #b09cff);
    --c-scheduled: light-dark(#3f6fd8, #7ba4ff);
    --c-planned: light-dark(#8ba0c4, #56698c);
    --c-registered: light-dark(#b6bac0, #4a5058);
    --c-active: var(--c-contacted);
    --c-paused: var(--c-no-answer);
    --c-draft: var(--c-canceled);
    --c-archived: var(--c-canceled);
    --c-closed: var(--c-canceled);
    display: grid;
    grid-template: auto auto auto auto 1fr / minmax(0, 1fr);
    height: 100%;
    background: var(--bg);
    color: var(--text);
    font: 13px/1.45 ui-sans-serif, system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif;
    font-variant-numeric: tabular-nums;
    overflow: hidden;
  }
  main {
    grid-row: 5;
    overflow: auto;
    padding: 14px 12px 76px;
    outline: 0;
  }
  main > * {
    display: block;
    max-width: 1180px;
    margin: 0 auto;
  }
  h1,
  h2,
  h3,
  p,
  dl,
  dd,
  ul,
  ol {
    margin: 0;
    padding: 0;
  }
  h1 {
    font-size: 19px;
    letter-spacing: -0.01em;
    margin-bottom: 12px;
  }
  h2 {
    display: flex;
    align-items: center;
    gap: 8px;
    font-size: 13px;
    margin-bottom: 10px;
  }
  h3 {
    font-size: 12px;
    color: var(--dim);
    margin: 14px 0 4px;
  }
  ul,
  ol {
    list-style: none;
  }
  small,
  .note {
    color: var(--dim);
    font-size: 12px;
    font-weight: 400;
  }
  a {
    color: var(--accent);
    text-decoration: none;
  }
  a:hover {
    text-decoration: underline;
  }
  svg {
    fill: none;
    stroke: currentColor;
    stroke-width: 1.5;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .hidden {
    position: absolute;
    clip-path: inset(50%);
    width: 1px;
    height: 1px;
    overflow: hidden;
  }
  :focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 1px;
  }
  main:focus-visible {
    outline: 0;
  }

  button,
  .button,
  input,
  select {
    font: inherit;
    color: inherit;
    background: var(--panel);
    border: 1px solid var(--edge);
    border-radius: 6px;
    min-height: 30px;
    padding: 3px 10px;
    margin: 0;
  }
  button,
  .button {
    cursor: pointer;
    display: inline-flex;
    align-items: center;
    justify-content: center;
    white-space: nowrap;
  }
  button:hover,
  .button:hover {
    background: var(--sunk);
  }
  button:disabled {
    color: var(--edge);
    border-color: var(--line);
    cursor: default;
  }
  .primary,
  .primary:hover,
  [aria-pressed='true'],
  [aria-pressed='true']:hover {
    background: var(--accent);
    border-color: var(--accent);
    color: var(--on);
    font-weight: 600;
  }
  .group {
    display: inline-flex;
  }
  .group button {
    border-radius: 0;
    margin-left: -1px;
  }
  .group button:first-child {
    border-radius: 6px 0 0 6px;
    margin: 0;
  }
  .group button:last-child {
    border-radius: 0 6px 6px 0;
  }
  input[type='file'] {
    position: absolute;
    opacity: 0;
    width: 1px;
  }
  .button:focus-within {
    outline: 2px solid var(--accent);
  }
  input[type='number'] {
    width: 92px;
  }
  input[type='search'] {
    flex: 1 1 180px;
    min-width: 0;
    max-width: 320px;
  }
  label {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    color: var(--dim);
    font-size: 12px;
  }
  label > * {
    color: var(--text);
    font-size: 13px;
  }
  .tools,
  .tr form,
  .form form {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
    margin-bottom: 10px;
  }
  .tools:last-child,
  .form form {
    margin-bottom: 0;
  }
  .grow {
    flex: 1;
  }
  .form .grow input {
    flex: 1;
  }

  .top {
    display: contents;
  }
  .brand {
    grid-area: 1 / 1;
    display: flex;
    align-items: center;
    gap: 8px;
    padding: 10px 12px 4px;
    color: var(--text);
    font-weight: 500;
    font-size: 14px;
  }
  .brand b {
    color: var(--accent);
    margin-left: 3px;
  }
  .brand svg {
    width: 18px;
    color: var(--accent);
  }
  .whence {
    grid-area: 1 / 1;
    justify-self: end;
    padding: 8px 12px 0;
    text-align: right;
    font-size: 11px;
    line-height: 1.3;
  }
  nav[aria-label='Views'] {
    position: absolute;
    inset: auto 0 0;
    z-index: 2;
    display: flex;
    background: var(--panel);
    border-top: 1px solid var(--line);
  }
  nav[aria-label='Views'] a {
    position: relative;
    flex: 1;
    min-width: 0;
    display: flex;
    flex-direction: column;
    align-items: center;
    gap: 2px;
    padding: 8px 0 7px;
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
    border-radius: 9px;
    font: 600 11px/17px inherit;
    font-style: normal;
    padding: 0 5px;
    position: absolute;
    top: 3px;
    right: 8px;
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
    align-items: center;
    gap: 6px;
  }
  .clock time {
    font-weight: 600;
    margin-right: 4px;
    white-space: nowrap;
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
  .alarm {
    color: var(--bad);
    background: var(--bad-bg);
    border-radius: 6px;
    padding: 3px 9px;
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
  .lost main {
    opacity: 0.6;
  }

  .panel {
    background: var(--panel);
    border: 1px solid var(--line);
    border-radius: 10px;
    padding: 14px;
    margin-bottom: 12px;
    min-width: 0;
  }
  .empty {
    color: var(--dim);
    padding: 22px 8px;
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
    margin: 10px 0 14px;
  }
  .columns {
    display: flex;
    flex-direction: column;
  }
  .wide-only {
    display: none;
  }

  .facts {
    display: grid;
    grid-template-columns: repeat(3, 1fr);
    gap: 1px;
    background: var(--line);
    border: 1px solid var(--line);
    border-radius: 10px;
    overflow: hidden;
    margin-bottom: 12px;
  }
  .facts div {
    background: var(--panel);
    padding: 9px 12px;
    min-width: 0;
  }
  dt {
    color: var(--dim);
    font-size: 12px;
  }
  .facts dd {
    font-size: 18px;
    font-weight: 600;
    letter-spacing: -0.01em;
    white-space: nowrap;
  }
  .facts small {
    display: block;
    letter-spacing: 0;
    white-space: normal;
  }

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
    gap: 5px;
    white-space: nowrap;
    font-size: 12px;
  }
  .title .badge {
    background: var(--sunk);
    border-radius: 6px;
    padding: 3px 8px;
  }

  .chart {
    display: grid;
    gap: 12px;
  }
  .plot {
    position: relative;
    padding-left: 40px;
    min-width: 0;
  }
  .plot svg {
    display: block;
    width: 100%;
    height: 190px;
    background: var(--sunk);
    border-radius: 4px;
  }
  .layer {
    stroke: var(--panel);
    stroke-width: 0.5;
    vector-effect: non-scaling-stroke;
  }
  .cursor {
    stroke: var(--text);
    stroke-width: 1;
    vector-effect: non-scaling-stroke;
  }
  .scale {
    position: absolute;
    left: 0;
    width: 34px;
    height: 190px;
    display: flex;
    flex-direction: column;
    justify-content: space-between;
    text-align: right;
    color: var(--dim);
    font-size: 11px;
    line-height: 1;
  }
  .plot input {
    position: absolute;
    left: 40px;
    top: 0;
    width: calc(100% - 40px);
    height: 190px;
    opacity: 0;
    padding: 0;
    cursor: crosshair;
  }
  .plot:focus-within svg {
    outline: 2px solid var(--accent);
    outline-offset: 1px;
  }
  .axis {
    display: flex;
    justify-content: space-between;
    color: var(--dim);
    font-size: 11px;
    padding-top: 4px;
    white-space: nowrap;
  }
  .legend {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: 2px 20px;
    align-content: start;
  }
  .legend div,
  .legend dt {
    display: flex;
    align-items: center;
    gap: 6px;
  }
  .legend dt {
    color: var(--text);
  }
  .legend div {
    justify-content: space-between;
  }
  .legend .head {
    grid-column: 1 / -1;
    font-weight: 600;
    border-bottom: 1px solid var(--line);
    padding-bottom: 3px;
    margin-bottom: 3px;
  }

  .campaigns a {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 2px 12px;
    align-items: center;
    padding: 9px 8px;
    margin: 0 -8px;
    border-radius: 6px;
    color: inherit;
  }
  .campaigns a:hover {
    background: var(--sunk);
    text-decoration: none;
  }
  .campaigns li + li {
    border-top: 1px solid var(--line);
  }
  .name {
    font-weight: 600;
  }
  h1,
  .name,
  td > a {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    overflow: hidden;
    overflow-wrap: anywhere;
  }
  .campaigns .note,
  .campaigns .progress {
    grid-column: 1 / -1;
  }
  .progress {
    display: flex;
    align-items: center;
    gap: 10px;
  }
  .progress b {
    width: 44px;
    text-align: right;
  }
  .bar {
    flex: 1;
    display: flex;
    gap: 1px;
    height: 8px;
    border-radius: 4px;
    overflow: hidden;
    background: var(--sunk);
  }
  .bar i {
    flex: 0 1 0;
    min-width: 2px;
  }
  .bars div {
    display: grid;
    grid-template-columns: 104px 1fr 48px;
    align-items: center;
    padding: 4px 0;
  }
  .bars dt {
    display: flex;
    align-items: center;
    gap: 6px;
    color: var(--text);
  }
  .bars i {
    display: block;
    height: 8px;
    border-radius: 4px;
  }
  .bars dd:last-child {
    text-align: right;
  }

  .scroll {
    overflow-x: auto;
    margin: 0 -14px;
  }
  table {
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
    padding-left: 14px;
  }
  :is(th, td):last-child {
    padding-right: 14px;
  }
  tbody tr:hover {
    background: var(--sunk);
  }
  .current,
  .current:hover {
    background: color-mix(in srgb, var(--accent) 12%, var(--panel));
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
    padding: 2px 4px;
    min-height: 28px;
  }
  td select:hover {
    border-color: var(--edge);
  }
  option {
    background: var(--panel);
    color: var(--text);
  }
  td button {
    min-height: 26px;
    padding: 1px 9px;
    font-size: 12px;
  }
  .paging {
    display: flex;
    align-items: center;
    gap: 6px;
    padding-top: 10px;
    color: var(--dim);
    font-size: 12px;
  }
  .paging span {
    margin-right: auto;
  }

  .week {
    display: grid;
    grid-template-columns: auto 1fr auto;
    gap: 3px 8px;
    align-items: center;
  }
  .week svg {
    width: 100%;
    height: 24px;
    background: var(--sunk);
    border-radius: 3px;
    stroke: none;
  }
  .day,
  .sum {
    font-size: 12px;
    color: var(--dim);
    white-space: nowrap;
  }
  .sum {
    min-width: 20px;
    text-align: right;
  }
  .today {
    color: var(--text);
    font-weight: 600;
  }
  .open {
    color: color-mix(in srgb, var(--accent) 24%, var(--sunk));
  }
  .reached {
    color: var(--c-contacted);
  }
  .others {
    color: var(--c-no-answer);
  }
  .going {
    color: var(--c-calling);
  }
  rect {
    fill: currentColor;
  }
  .keys {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 14px;
    padding-top: 6px;
  }
  .keys i {
    display: inline-block;
    width: 10px;
    height: 10px;
    border-radius: 2px;
    margin-right: 5px;
    background: currentColor;
  }

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

  .now {
    font-size: 20px;
    font-weight: 600;
    letter-spacing: -0.02em;
  }
  .now + .note {
    margin-bottom: 12px;
  }
  .panel > p + .tools {
    margin-top: 10px;
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
  .faults li {
    display: flex;
    align-items: center;
    gap: 10px;
    padding: 5px 0;
  }
  .faults button {
    margin-left: auto;
  }
  .trio {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(280px, 1fr));
    gap: 0 12px;
  }
  .switches {
    max-width: 680px;
  }
  .switches td:first-child,
  .switches th:first-child {
    padding-left: 0;
  }
  .switches td:last-child {
    text-align: right;
    padding-right: 0;
  }
  .switches th:last-child {
    text-align: right;
    padding-right: 0;
  }
  .switches small {
    margin-left: 10px;
  }

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
      text-align: left;
      justify-self: auto;
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
    .facts {
      grid-template-columns: repeat(6, 1fr);
    }
    .chart {
      grid-template-columns: minmax(0, 1fr) 180px;
      gap: 24px;
    }
    .legend {
      grid-template-columns: 1fr;
    }
    .plot svg,
    .plot input,
    .scale {
      height: 230px;
    }
  }
  @container (max-width: 759px) {
    .split > .list,
    .plot .axis :nth-child(2):not(:last-child),
    .clock .date {
      display: none;
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
