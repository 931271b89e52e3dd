/** Makes a script that Node runs of one in TypeScript; answers where it is. */
export function bundle(name: string): Promise<string>
