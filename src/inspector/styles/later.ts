import { charts } from './charts.ts'
import { details } from './details.ts'
import { dialogs } from './dialogs.ts'
import { forms } from './forms.ts'
import { tables } from './tables.ts'
import { timeline } from './timeline.ts'
import { week } from './week.ts'

/** The sheet of all that is loaded later. */
export const laterStyles = [charts, timeline, tables, week, details, forms, dialogs].join('')
