import type { OperationCoverage } from './transition-lists.ts'

/** Coverage as a page that needs nothing else. */

const style = [
  ':root{color-scheme:light dark;font:15px/1.5 system-ui,sans-serif}',
  'body{max-width:60rem;margin:2rem auto;padding:0 1rem}',
  'td,th{padding:.4rem;text-align:left;vertical-align:top;border-bottom:1px solid #8884}',
  'li{list-style:none}',
  'ul{margin:0;padding:0}',
].join('')

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escape = (text: string) => text.replaceAll(/[&<>"]/g, (character) => escapes[character] ?? character)

export function toCoveragePage(operations: readonly OperationCoverage[]): string {
  const rows = operations.map(
    ({ operation, reached, missed }) =>
      `<tr><th scope="row">${escape(operation)}</th><td>${listOf(reached)}</td><td>${listOf(missed)}</td></tr>`,
  )
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>What tests have reached</title>
<style>${style}</style>
<h1>What tests have reached</h1>
<table>
<thead><tr><th scope="col">Operation</th><th scope="col">Reached</th><th scope="col">Not reached</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>
</html>
`
}

function listOf(facts: readonly string[]): string {
  return facts.length === 0 ? '–' : `<ul>${facts.map((fact) => `<li>${escape(fact)}</li>`).join('')}</ul>`
}
