/** The standalone server, for everything that does not speak JavaScript. */
export { serve, type Served } from './serving/serve.ts'
export type { ServeOptions } from './serving/options.ts'
export type { LogLine } from './transports/http-settings.ts'
