import { join, resolve } from 'node:path'
import { rolldown } from 'rolldown'

const root = resolve(import.meta.dirname, '../..')

/** Makes a script that Node runs of one in TypeScript; answers where it is. */
export const bundle = (name) => bundleFile(name, join(import.meta.dirname, `${name}.ts`))

export const bundleServer = () => bundleFile('server', join(root, 'src/server.ts'))

export const bundleHeapGrowth = () => bundleFile('heap-growth', join(root, 'src/commands/heap-growth.ts'))

async function bundleFile(name, file) {
  const folder = join(root, 'node_modules/.cache/callcamp-mock/soak-scripts')
  const build = await rolldown({
    cwd: root,
    input: { [name]: file },
    platform: 'node',
    external: [/^(?:msw|zod|@faker-js\/faker)(?:\/|$)/, /^node:/],
    transform: { define: { 'import.meta.dirname': JSON.stringify(import.meta.dirname) } },
    resolve: {
      alias: { debug: join(root, '.config/shims/debug.mjs'), 'date-fns': join(root, '.config/shims/date-fns.mjs') },
    },
  })
  await build.write({ dir: folder, format: 'esm', entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' })
  await build.close()
  return join(folder, `${name}.mjs`)
}
