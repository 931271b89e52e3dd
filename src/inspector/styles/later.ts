import { forms } from './forms.ts'
import { timeline } from './timeline.ts'
import { dialogs } from './dialogs.ts'
import { charts } from './charts.ts'
import { tables } from './tables.ts'
import { week } from './week.ts'
import { details } from './details.ts'

/** The sheet of all that is loaded later. */
export const laterStyles = [charts, timeline, tables, week, details, forms, dialogs].join('')
