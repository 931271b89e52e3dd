// npm run soak [seconds]: fifty connections on one server, for thirty seconds unless told otherwise.
import { pathToFileURL } from 'node:url'
import { join, resolve } from 'node:path'
import { rolldown } from 'rolldown'

const root = resolve(import.meta.dirname, '../..')
const folder = join(root, 'node_modules/.cache/callcamp-mock/soak')
const build = await rolldown({
  cwd: root,
  input: { soak: join(root, 'test/soak/server.ts'), server: join(root, 'src/server.ts') },
  platform: 'node',
  external: [/^(?:msw|zod|@faker-js\/faker)(?:\/|$)/, /^node:/],
  transform: { define: { 'import.meta.dirname': JSON.stringify(import.meta.dirname) } },
  resolve: {
    alias: { debug: join(root, '.config/shims/debug.mjs'), 'date-fns': join(root, '.config/shims/date-fns.mjs') },
  },
})
await build.write({ dir: folder, format: 'esm', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' })
await build.close()

const { soak } = await import(pathToFileURL(join(folder, 'soak.js')).href)
const report = await soak(join(folder, 'server.js'), { connections: 50, seconds: Number(process.argv[2] ?? 30) })
console.log(report)
const megabytes = report.growth / 1_048_576
const good = report.wrong.length === 0 && report.sockets === 0 && megabytes < 8 && !report.answers['500']
console.log(good ? 'passed' : 'FAILED')
process.exit(good ? 0 : 1)
