// The inspector's page scripts as text: bundles src/inspector/main.ts whenever src/inspector/script.ts is asked for.
// A plugin of rolldown and of vite alike, so that tests see what the build makes.
import { join, resolve } from 'node:path'
import { rolldown } from 'rolldown'
import { parseAst } from 'rolldown/parseAst'

const folder = resolve(import.meta.dirname, '../src/inspector')

export function inspectorScripts() {
  return {
    name: 'callcamp-mock:inspector-scripts',
    async load(id) {
      if (resolve(id.split('?')[0]) !== join(folder, 'script.ts')) return null
      return `export const scripts = ${JSON.stringify(await bundleInspector())}`
    },
  }
}

/** The scripts of the server's page, minified, by their names: `inspector.js` comes first, the others when they are needed. */
export async function bundleInspector() {
  const build = await rolldown({ input: join(folder, 'main.ts'), platform: 'browser', plugins: [smallTemplates()] })
  const { output } = await build.generate({ format: 'esm', minify: true, comments: false, entryFileNames: 'inspector.js', chunkFileNames: '[name].js' })
  await build.close()
  return Object.fromEntries(output.map(({ fileName, code }) => [fileName, code.trim()]))
}

/** Takes the indentation out of `html`, `svg` and `css` templates of the inspector. */
export function smallTemplates() {
  return {
    name: 'callcamp-mock:small-templates',
    transform(code, id) {
      if (!id.startsWith(folder)) return null
      let result = code
      const quasis = []
      collect(parseAst(code, { lang: 'ts' }), quasis)
      for (const { tag, start, end } of quasis.toSorted((a, b) => b.start - a.start)) {
        const text = result.slice(start, end)
        result = result.slice(0, start) + (tag === 'css' ? smallCss(text) : smallHtml(text)) + result.slice(end)
      }
      return { code: result, map: null }
    },
  }
}

const smallHtml = (text) => text.replaceAll(/>\s*\n\s*/g, '>').replaceAll(/\s*\n\s*</g, '<').replaceAll(/\s*\n\s*/g, ' ')

const smallCss = (text) => text.replaceAll(/\s*\n\s*/g, '').replaceAll(/\s*([{};,])\s*/g, '$1').replaceAll(/: /g, ':').replaceAll(';}', '}')

function collect(value, into) {
  if (Array.isArray(value)) for (const item of value) collect(item, into)
  if (typeof value !== 'object' || value === null || typeof value.type !== 'string') return
  if (value.type === 'TaggedTemplateExpression' && ['html', 'svg', 'css'].includes(value.tag.name)) {
    for (const quasi of value.quasi.quasis) into.push({ tag: value.tag.name, start: quasi.start, end: quasi.end })
  }
  for (const child of Object.values(value)) collect(child, into)
}
