// @mswjs/data traces its queries with `debug`, which pulls in node:tty and node:util. Nobody reads those traces here.
export const debug = () => () => {}
