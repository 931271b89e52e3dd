import { createHttpPort } from './http-port.ts'
import { openStateLink } from './state-link.ts'
import { createInspector } from './inspector.ts'
/** The script of the server's page, which lies at `/__mock/`, or at `/~name/__mock/` for a sandbox. */

const port = createHttpPort(location.pathname.replace(/\/$/, ''))

void openStateLink(port).then((problem) => document.body.append(createInspector(port, { problem })))
