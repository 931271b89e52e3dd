import { css } from '../element.ts'

/** The chart of orders over time. */
export const charts = css`
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
  .forecast {
    opacity: 0.4;
  }
  .present {
    stroke: var(--text);
    stroke-dasharray: 3 3;
    vector-effect: non-scaling-stroke;
  }
  .brush {
    fill: var(--accent);
    stroke: none;
    opacity: 0.25;
  }
  .ranges {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px 8px;
    margin-bottom: 8px;
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
    touch-action: pan-y;
  }
  .plot:focus-within svg {
    outline: 2px solid var(--accent);
    outline-offset: 1px;
  }
  .axis {
    display: flex;
    gap: 12px;
    justify-content: space-between;
    overflow: hidden;
    color: var(--dim);
    font-size: 11px;
    padding-top: 4px;
    white-space: nowrap;
  }
  .legend {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: 2px 24px;
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
  .legend > :first-child {
    grid-column: 1 / -1;
    font-weight: 600;
    border-bottom: 1px solid var(--line);
    padding-bottom: 4px;
    margin-bottom: 4px;
  }
  @container (min-width: 760px) {
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
  @container (max-width: 959px) {
    .plot .axis :nth-child(2) {
      display: none;
    }
  }
  @container (max-width: 399px) {
    .plot .axis :nth-child(3) {
      display: none;
    }
  }
`
