/**
 * The inspector's scripts as text, by the names under which the page loads them: `inspector.js`, which is `main.ts` and
 * all it needs; what that loads later; and `events.js`, the worker that all tabs share. The build puts them in. Where the
 * sources run without a build, there are none.
 */
export const scripts: Readonly<Record<string, string>> = {}
