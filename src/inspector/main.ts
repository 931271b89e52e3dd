/** The script of the server's page, which lies at `/__mock/`, or at `/~name/__mock/` for a sandbox. */
import { createHttpPort } from './http-port.ts'
import { createInspector } from './inspector.ts'

document.body.append(createInspector(createHttpPort(location.pathname.replace(/\/$/, ''))))
