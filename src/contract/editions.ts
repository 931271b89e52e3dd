import type { z } from 'zod'
import { toForm } from './forms.ts'
import * as records from './records.ts'

export { defaultEdition, type Edition, editions } from './edition.ts'

/** The fields of a new or changed contact, whatever an edition calls them. */
export interface RecordChanges extends z.output<typeof records.hostedRecordUpdate> {
  readonly country?: string | null | undefined
}

/** The local edition says `phone`; inside, it is always `phoneNumber`. */
const fromLocalCreate = ({ phone, ...rest }: z.output<typeof records.localRecordCreate>) => ({
  ...rest,
  phoneNumber: phone,
})
const fromLocalUpdate = ({ phone, ...rest }: z.output<typeof records.localRecordUpdate>) =>
  phone === undefined ? rest : { ...rest, phoneNumber: phone }

/** Everything that differs between the editions. */
export const wire = {
  hosted: {
    baseUrl: 'http://callcamp.ai',
    record: records.hostedRecord,
    recordDetails: records.hostedRecordDetails,
    recordList: records.hostedRecordList,
    recordCreate: records.hostedRecordCreate,
    recordUpdate: records.hostedRecordUpdate,
    toRecord: toForm(records.hostedRecord),
    phoneField: 'phoneNumber',
  },
  local: {
    baseUrl: 'http://localhost:3000',
    record: records.localRecord,
    recordDetails: records.localRecordDetails,
    recordList: records.localRecordList,
    recordCreate: records.localRecordCreate.transform(fromLocalCreate),
    recordUpdate: records.localRecordUpdate.transform(fromLocalUpdate),
    toRecord: toForm(records.localRecord, { phone: 'phoneNumber' }),
    phoneField: 'phone',
  },
} as const
