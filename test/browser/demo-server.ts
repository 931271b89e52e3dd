import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build, preview } from 'vite'
import { root } from '../architecture/sources.ts'

/**
 * The demo app as most tests open it: built, with the mock in it. As modules, the sources take a page seconds to load.
 * A script in a page imports the doors of the package from `/doors/index.js` and `/doors/browser.js`.
 */

export interface DemoServer {
  readonly url: string
  readonly close: () => Promise<void>
}

export const configFile = join(root, '.config/demo.config.ts')

export async function startDemo(): Promise<DemoServer> {
  const outDir = mkdtempSync(join(tmpdir(), 'demo-'))
  await build({
    configFile,
    logLevel: 'error',
    define: { 'import.meta.env.DEV': 'true' },
    build: {
      outDir,
      target: 'esnext',
      // What is counted in a page is led back to the sources.
      ...(process.env['COUNTS_FOLDER'] === undefined ? {} : { minify: false, sourcemap: 'inline' as const }),
      rolldownOptions: {
        input: {
          app: join(root, 'test/examples/demo/index.html'),
          'doors/index': join(root, 'src/index.ts'),
          'doors/browser': join(root, 'src/browser.ts'),
        },
        preserveEntrySignatures: 'strict',
        output: { entryFileNames: '[name].js' },
      },
    },
  })
  const server = await preview({ configFile, logLevel: 'error', build: { outDir }, preview: { port: 0, open: false } })
  return {
    url: server.resolvedUrls!.local[0]!,
    async close() {
      await server.close()
      rmSync(outDir, { recursive: true, force: true })
    },
  }
}
