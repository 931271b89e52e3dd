import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['*.cold.mjs'],
    // A worker process for each file, so that the life of the process is what the file costs.
    pool: 'forks',
    reporters: ['dot'],
    // As from node_modules: what users get is not transformed either.
    server: { deps: { external: [/\/dist\//] } },
  },
})
