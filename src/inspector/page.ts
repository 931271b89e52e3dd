import { script } from './script.ts'

/** The inspector's page, in one piece: what a server answers at `/__mock/`. */
export function inspectorPage(text: string | undefined = script): string {
  const content = text === undefined ? '<p>The inspector comes with the built package: run the build first.</p>' : `<script type="module">${text.replaceAll('</script', String.raw`<\/script`)}</script>`
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
