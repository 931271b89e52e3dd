import { badges } from './styles/badges.ts'
import { controls } from './styles/controls.ts'
import { panels } from './styles/panels.ts'
import { campaigns } from './styles/campaigns.ts'
import { shell } from './styles/shell.ts'
import { base } from './styles/base.ts'
import { tokens } from './styles/tokens.ts'
import { widths } from './styles/widths.ts'

/**
 * The sheet of what is there at once, in the page and in the overlay; `styles/later.ts` is that of all else. Sizes
 * follow the width of the inspector, not of the window. The sheet takes nothing from the page around it, not even its
 * font size, so there is no `rem`.
 */
export const styles = [tokens, base, controls, shell, panels, badges, campaigns, widths].join('')
