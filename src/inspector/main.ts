/** The script of the server's page, which lies at `/__mock/`, or at `/~name/__mock/` for a sandbox. */
import { createHttpPort } from './http-port.ts'
import { createInspector } from './inspector.ts'
import { openStateLink } from './state-link.ts'

const port = createHttpPort(location.pathname.replace(/\/$/, ''))
const inspector = createInspector(port)

void openStateLink(port).then((problem) => document.body.append(...(problem === undefined ? [] : [problem]), inspector))
