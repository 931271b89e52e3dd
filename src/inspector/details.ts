import { html, type TemplateResult } from 'lit/html.js'
import { diffLines } from './diff.ts'

/** Two texts beside each other; what differs is marked. */
export function diff(before: string, after: string): TemplateResult {
  const lines = diffLines(before, after)
  const isSame = lines.every((line) => line.before === line.after)
  if (isSame) return html`<p class="note">The same.</p>`
  return html`<table class="diff" aria-label="Difference">
    <tbody>
      ${lines.map((line) => {
        const same = line.before === line.after
        return html`<tr>
          <td class=${same ? '' : line.before === null ? 'void' : 'removed'}>${line.before}</td>
          <td class=${same ? '' : line.after === null ? 'void' : 'added'}>${line.after}</td>
        </tr>`
      })}
    </tbody>
  </table>`
}

/** Copies a text, and says what became of it. */
export async function copy(text: string): Promise<string> {
  try {
    await navigator.clipboard.writeText(text)
    return 'Copied'
  } catch {
    return 'The browser does not allow copying here'
  }
}
