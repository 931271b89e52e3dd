import { css } from '../element.ts'

/** The list of campaigns, and bars. */
export const campaigns = css`
  .campaigns a {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 2px 12px;
    align-items: center;
    padding: 8px;
    margin: 0 -8px;
    border-radius: 6px;
    color: inherit;
    text-decoration: none;
  }
  .campaigns a:hover {
    background: var(--sunk);
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
  .why {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px 8px;
    overflow-wrap: anywhere;
  }
  .why button {
    min-height: 24px;
    padding: 0 8px;
    font-size: 12px;
    white-space: normal;
  }
  .campaigns .why {
    padding-bottom: 8px;
    margin-top: -5px;
  }
  .attention {
    border-left: 3px solid var(--c-busy);
  }
  .attention li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px 12px;
    padding: 4px 0;
  }
  .attention li > a {
    font-weight: 600;
  }
  .progress {
    display: flex;
    align-items: center;
    gap: 8px;
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
`
