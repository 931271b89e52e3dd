import type { Plugin } from 'rolldown'

/** Puts the bundled inspector in the place of `src/inspector/script.ts`. */
export function inspectorScripts(): Plugin

/** The scripts of the server's page by their names: `inspector.js` comes first, `events.js` is that of a worker, the others come when they are needed. Minified, or else with a source map. */
export function bundleInspector(settings?: { readonly small?: boolean }): Promise<Record<string, string>>

/** Takes the indentation out of the inspector's templates. */
export function smallTemplates(): Plugin

/** A piece of a template's markup without its indentation; `before` is what the template holds in front of it. */
export function smallMarkup(text: string, before?: string): string

/** CSS without comments and indentation. */
export function smallCss(text: string): string
