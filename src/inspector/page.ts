import { scripts } from './script.ts'

const first = 'inspector.js'

/** The inspector's page: what a server answers at `/__mock/`. Its scripts lie beside it. */
export function inspectorPage(built: boolean = first in scripts): string {
  const content = built
    ? `<script type="module" src="${first}"></script>`
    : '<p>The inspector comes with the built package: run the build first.</p>'
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>callcamp-mock</title>
<link rel="icon" href="data:,">
<style>html,body{height:100%;margin:0;background:light-dark(#f6f6f4,#111315)}</style>
</head>
<body>
${content}
</body>
</html>
`
}

/** A script of the page, by its file name. */
export const inspectorScript = (name: string): string | undefined =>
  Object.hasOwn(scripts, name) ? scripts[name] : undefined
