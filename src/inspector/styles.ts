import { base } from './styles/base.ts'
import { campaigns } from './styles/campaigns.ts'
import { badges } from './styles/badges.ts'
import { controls } from './styles/controls.ts'
import { details } from './styles/details.ts'
import { forms } from './styles/forms.ts'
import { panels } from './styles/panels.ts'
import { shell } from './styles/shell.ts'
import { tables } from './styles/tables.ts'
import { tokens } from './styles/tokens.ts'
import { week } from './styles/week.ts'
import { widths } from './styles/widths.ts'

/**
 * One sheet for all parts, in the page and in the overlay. Sizes follow the width of the inspector, not of the window.
 * Nothing is taken over from the page around it: not even the size of its letters, so there is no `rem`.
 */
export const styles = [
  tokens,
  base,
  controls,
  shell,
  panels,
  badges,
  campaigns,
  tables,
  week,
  details,
  forms,
  widths,
].join('')
