import { css } from '../element.ts'

/** Time, scenarios, faults. */
export const forms = css`
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
    flex-wrap: wrap;
    align-items: center;
    gap: 10px;
    padding: 5px 0;
  }
  .faults span {
    flex: 1 1 140px;
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
  .cards h2,
  .faults b,
  .note {
    overflow-wrap: anywhere;
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
`
