/**
 * The inspector's own script as text: `main.ts` and all it needs in one piece. The build puts it in;
 * where the sources run as they are, there is none.
 */
export const script: string | undefined = undefined
