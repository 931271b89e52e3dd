import { mergeConfig } from 'vitest/config'
import base from './vitest.config.ts'

/** A project with a server of msw for other APIs. */
export default mergeConfig(base, { test: { setupFiles: ['test/vitest/outer/own-msw.setup.ts'] } })
