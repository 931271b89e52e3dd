import { mergeConfig } from 'vitest/config'
import base from './vitest.config.ts'

/** Settings for all tests of a project. */
export default mergeConfig(base, { test: { setupFiles: ['test/vitest/outer/project.setup.ts'] } })
