// The style sheet of the documentation's page. It follows the reader's choice of light or dark, and fits a phone.
export const docsStyles = `
:root {
  --bg: light-dark(#f6f6f4, #111315);
  --panel: light-dark(#fff, #191c1f);
  --sunk: light-dark(#f0f0ed, #22262a);
  --line: light-dark(#e2e2dd, #2b3035);
  --edge: light-dark(#8b8f96, #676e76);
  --text: light-dark(#1b1d20, #e9eaeb);
  --dim: light-dark(#5b6068, #a1a8b0);
  --accent: light-dark(#2653c7, #8fb0ff);
  --on: light-dark(#fff, #10151f);
  --good: light-dark(#156f3d, #4cc38a);
  --bad: light-dark(#b3261e, #ff9a90);
}
* { box-sizing: border-box; }
body {
  margin: 0;
  background: var(--bg);
  color: var(--text);
  font: 15px/1.55 ui-sans-serif, system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif;
}
a { color: var(--accent); text-decoration: none; }
a:hover, :is(article, #results) a { text-decoration: underline; text-underline-offset: 2px; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
header { padding: 12px 16px; border-bottom: 1px solid var(--line); }
header form { margin: 0 0 10px; }
input, textarea {
  width: 100%;
  padding: 6px 9px;
  border: 1px solid var(--edge);
  border-radius: 6px;
  background: var(--panel);
  color: var(--text);
  font: inherit;
}
nav { display: flex; flex-wrap: wrap; gap: 4px 14px; font-size: 14px; }
#results:not(:empty) { margin: 0 0 12px; padding: 8px 12px; border: 1px solid var(--line); border-radius: 6px; background: var(--panel); }
#results ul { margin: 0; padding: 0; list-style: none; }
#results li + li { margin-top: 8px; }
#results p { margin: 0; color: var(--dim); font-size: 12px; overflow-wrap: anywhere; }
small { color: var(--dim); font-size: 12px; }
main { padding: 8px 16px 80px; max-width: 980px; }
article { display: none; }
article:target, article:has(:target), body:not(:has(article:target, article :target)) article:first-of-type { display: block; }
h1 { font-size: 26px; line-height: 1.2; letter-spacing: -0.015em; }
h2 { margin-top: 36px; padding-top: 14px; border-top: 1px solid var(--line); font-size: 20px; }
h3 { margin-top: 26px; font-size: 16px; }
h1, h2, h3, article, details { scroll-margin-top: 8px; }
code { font: 0.88em/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
:not(pre) > code { padding: 1px 4px; border-radius: 4px; background: var(--sunk); overflow-wrap: anywhere; }
pre { margin: 12px 0; padding: 12px; overflow: auto; border: 1px solid var(--line); border-radius: 8px; background: var(--panel); line-height: 1.45; }
.scroll { overflow-x: auto; }
.scroll code { overflow-wrap: normal; }
table { border-collapse: collapse; font-size: 14px; }
th, td { padding: 5px 14px 5px 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
th { color: var(--dim); font-weight: 500; }
td { min-width: 90px; }
.operation { margin: 8px 0; border: 1px solid var(--line); border-radius: 8px; background: var(--panel); }
.operation > :not(summary) { margin: 12px; }
summary { padding: 9px 12px; cursor: pointer; overflow-wrap: anywhere; }
summary span { color: var(--dim); }
.operation details summary { padding: 0; color: var(--dim); font-size: 13px; }
.method { display: inline-block; min-width: 62px; text-align: center; font-weight: 600; color: var(--accent); }
.responses { display: flex; flex-wrap: wrap; gap: 4px 16px; color: var(--dim); font-size: 13px; }
.trial { display: grid; grid-template-columns: repeat(auto-fill, minmax(180px, 1fr)); gap: 10px; padding-top: 12px; border-top: 1px solid var(--line); }
.trial label { font-size: 13px; color: var(--dim); }
.trial .wide, .trial output { grid-column: 1 / -1; }
textarea { font: 13px/1.45 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
button { justify-self: start; align-self: end; padding: 7px 18px; border: 0; border-radius: 6px; background: var(--accent); color: var(--on); font: inherit; font-weight: 600; cursor: pointer; }
output p { margin: 0; }
output pre { max-height: 420px; }
.good { color: var(--good); }
.bad { color: var(--bad); }
@media (min-width: 900px) {
  body { display: grid; grid-template-columns: 260px minmax(0, 1fr); }
  header { position: sticky; top: 0; height: 100vh; overflow-y: auto; border-bottom: 0; border-right: 1px solid var(--line); }
  nav { flex-direction: column; gap: 7px; }
  main { padding: 8px 40px 80px; }
}
`
  .replaceAll(/\s+/g, ' ')
  .trim()
