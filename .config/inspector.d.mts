import type { Plugin } from 'rolldown'

/** Puts the bundled inspector in the place of `src/inspector/script.ts`. */
export function inspectorScript(): Plugin

/** The script of the server's page, minified. */
export function bundleInspector(): Promise<string>

/** Takes the indentation out of the inspector's templates. */
export function smallTemplates(): Plugin
