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
      // What is counted in a page is led back to the sources, which what is small can't be.
      return `export const scripts = ${JSON.stringify(await bundleInspector({ small: process.env.COUNTS_FOLDER === undefined }))}`
    },
  }
}

/** The scripts of the server's page by their names: `inspector.js` comes first, `events.js` is that of a worker, the others come when they are needed. Minified, or else with a source map. */
export async function bundleInspector({ small = true } = {}) {
  // Two bundles: a file that both the page and the worker need would be one more to load.
  const bundles = [await bundle('inspector', 'main.ts', small), await bundle('events', 'shared-events.ts', small)]
  return Object.assign({}, ...bundles)
}

async function bundle(name, file, small) {
  const build = await rolldown({
    input: { [name]: join(folder, file) },
    platform: 'browser',
    treeshake: { manualPureFunctions: ['keysOf', 'inState', 'outcomesIn', 'Object.keys', 'Object.fromEntries'] },
    plugins: small ? [smallTemplates(), looksOnly()] : [],
  })
  const { output } = await build.generate({
    dir: folder,
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: '[name].js',
    ...(small ? { minify: true, comments: false } : { sourcemap: 'inline' }),
  })
  await build.close()
  return Object.fromEntries(output.map(({ fileName, code }) => [fileName, code.trim()]))
}

/** Makes the `html`, `svg` and `css` templates of the inspector small. A space that a reader shall see must not lie at the end of a line. */
export function smallTemplates() {
  return {
    name: 'callcamp-mock:small-templates',
    transform(code, id) {
      if (!id.startsWith(folder)) return null
      const pieces = []
      collect(parseAst(code, { lang: 'ts' }), code, pieces)
      let result = code
      for (const { start, end, text } of pieces.toSorted((a, b) => b.start - a.start))
        result = result.slice(0, start) + text + result.slice(end)
      return { code: result.replaceAll(longProperty, (_, name) => `--${shortProperties.indexOf(name)}`), map: null }
    },
  }
}

/** Leaves how likely and how long calls are out of the table of statuses: the inspector shows statuses, and simulates nothing. */
function looksOnly() {
  return {
    name: 'callcamp-mock:looks-only',
    transform: {
      filter: { id: /[\\/]contract[\\/]statuses\.ts$/ },
      handler: (code) => ({ code: code.replaceAll(/\bweight: [\d.]+, seconds: '\w+', /g, ''), map: null }),
    },
  }
}

/** Properties of the inspector's style sheets, which become `--0` and so on. */
const shortProperties = [
  'panel',
  'line',
  'dim',
  'accent',
  'sunk',
  'text',
  'edge',
  'bad',
  'bad-bg',
  'above',
  'sandbox',
  'bg',
  'on',
]
const longProperty = new RegExp(
  `--(${shortProperties.toSorted((a, b) => b.length - a.length).join('|')})(?![\\w-])`,
  'g',
)

function collect(value, code, into) {
  if (Array.isArray(value)) for (const item of value) collect(item, code, into)
  if (typeof value !== 'object' || value === null || typeof value.type !== 'string') return
  if (value.type === 'TaggedTemplateExpression') {
    const { tag, quasi } = value
    let before = ''
    for (const piece of quasi.quasis) {
      const { raw } = piece.value
      // What the parser gives as the place of a text may hold the signs around it.
      const start = code.indexOf(raw, piece.start)
      const end = start + raw.length
      if (tag.name === 'html' || tag.name === 'svg')
        into.push({
          start,
          end,
          text: piece.tail ? withoutLastEnds(smallMarkup(raw, before)) : smallMarkup(raw, before),
        })
      if (tag.name === 'css') into.push({ start, end, text: smallCss(raw) })
      before += raw
    }
  }
  for (const child of Object.values(value)) collect(child, code, into)
}

/**
 * Whitespace with a line break in it goes, but between attributes; so do needless quotes and ends of elements. `before`
 * is what the template holds in front of the text.
 */
export function smallMarkup(text, before = '') {
  const startsInTag = before.lastIndexOf('<') > before.lastIndexOf('>')
  const endsInTag = text.lastIndexOf('<') > text.lastIndexOf('>') || (startsInTag && !text.includes('>'))
  return text
    .replace(/^\s*\n\s*(?!\s*>)/, startsInTag ? ' ' : '')
    .replace(/\s*\n\s*$/, endsInTag ? ' ' : '')
    .replaceAll(/>\s*\n\s*/g, '>')
    .replaceAll(/\s*\n\s*(?=[<>])/g, '')
    .replaceAll(/\s*\n\s*/g, ' ')
    .replaceAll(/ ([a-z-]+)="([\w.#-]+)"(?=[ >])/g, ' $1=$2')
    .replaceAll(
      /<\/(?:dd|dt|li|td|th|tr|thead|tbody)>(?=<(?:dd|dt|li|td|th|tr|tbody|\/(?:div|dl|ol|tr|ul|thead|tbody|table))\b)/g,
      '',
    )
    .replaceAll(/<\/p>(?=<(?:p|div|section|ul|form|header|h[1-4]|\/(?:section|div|form|dialog))\b)/g, '')
    .replaceAll(/<(br|hr|input)\b([^<>]*?) \/>/g, '<$1$2>')
}

/** A template ends all elements that are open at its end. */
const withoutLastEnds = (text) => text.replace(/(?:<\/(?!textarea)[\w-]+>)+$/, '')

export const smallCss = (text) =>
  text
    .replaceAll(/\/\*.*?\*\//gs, '')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ?([{};,>/]) ?/g, '$1')
    .replaceAll(': ', ':')
    .replaceAll(/([ :,(-])0\./g, '$1.')
    .replaceAll(/='([a-z]+)'/g, '=$1')
    .replaceAll(';}', '}')
    .trim()
