/** The page of the inspector. */
export function inspectorPage(): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>callcamp-mock</title>
<h1>callcamp-mock</h1>
<p><a href="health">health</a> · <a href="../openapi.json">openapi.json</a></p>
</html>
`
}
