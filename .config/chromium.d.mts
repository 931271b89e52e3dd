/** Where a Chromium is installed. Undefined where none is, which is an error under CI. */
export function findChromium(): string | undefined
