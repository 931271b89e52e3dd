import { defineConfig } from '@kubb/core'
import { pluginClient } from '@kubb/plugin-client'
import { pluginOas } from '@kubb/plugin-oas'
import { pluginTs } from '@kubb/plugin-ts'

export default defineConfig(
  ['3.1', '3.0'].map((spec) => ({
    name: spec,
    root: '.',
    input: { path: `generated/${spec}/descriptions/hosted.json` },
    output: { path: `generated/${spec}/kubb`, format: false, lint: false },
    plugins: [pluginOas({ generators: [] }), pluginTs(), pluginClient({ client: 'fetch' })],
  })),
)
