/**
 * The inspector's own scripts as text, by the names under which the page loads them: `inspector.js`, which is `main.ts`
 * and all it needs, what that loads later, and `events.js` of the worker that all tabs share. The build puts them in; where the sources run as they are, there are none.
 */
export const scripts: Readonly<Record<string, string>> = {}
