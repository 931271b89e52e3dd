import { page, script } from './site-files.ts'

/** A file of the documentation's page, which the server answers beside the control API. */
export interface SiteFile {
  readonly kind: 'html' | 'javascript'
  readonly text: string
}

const missing =
  '<!doctype html><title>callcamp-mock</title><p>The docs come with the built package: run the build first.</p>'

/** The file with this name below `/__mock/`: the page is `docs`, its script `docs.js`. Undefined for other names. */
export function siteFile(name: string): SiteFile | undefined {
  if (name === 'docs') return { kind: 'html', text: page ?? missing }
  return name === 'docs.js' && script !== undefined ? { kind: 'javascript', text: script } : undefined
}
