import { defineConfig } from 'vitest/config'
import { quickNodeProject } from './vitest.config.ts'

/** The quick tests alone, for Stryker, which runs all projects of a config. */
export default defineConfig(quickNodeProject)
