import type { z } from 'zod'
import type { CallRecord, HostedRecord, LocalRecord } from './records.ts'
import * as records from './records.ts'

/** The two wire formats of one model. They differ in contacts only. */
export const editions = ['hosted', 'local'] as const
export type Edition = (typeof editions)[number]

/** The fields of a new or changed contact, whatever an edition calls them. */
export interface RecordChanges {
  readonly name?: string | null | undefined
  readonly firstName?: string | null | undefined
  readonly lastName?: string | null | undefined
  readonly email?: string | null | undefined
  readonly phoneNumber?: string | undefined
  readonly country?: string | null | undefined
  readonly status?: CallRecord['status'] | undefined
  readonly parameters?: Readonly<Record<string, unknown>> | undefined
}

/** The local edition says `phone`; inside, it is always `phoneNumber`. */
const fromLocalCreate = ({ phone, ...rest }: z.output<typeof records.localRecordCreate>) => ({
  ...rest,
  phoneNumber: phone,
})
const fromLocalUpdate = ({ phone, ...rest }: z.output<typeof records.localRecordUpdate>) =>
  phone === undefined ? rest : { ...rest, phoneNumber: phone }

function toHosted(row: CallRecord): HostedRecord {
  const { uuid, name, firstName, lastName, email, phoneNumber, country, status, parameters, createdAt, updatedAt } = row
  return { uuid, name, firstName, lastName, email, phoneNumber, country, status, parameters, createdAt, updatedAt }
}

function toLocal(row: CallRecord): LocalRecord {
  const {
    uuid,
    recordTypeUuid,
    firstName,
    lastName,
    phoneNumber: phone,
    parameters,
    status,
    createdAt,
    updatedAt,
  } = row
  return { uuid, recordTypeUuid, firstName, lastName, phone, parameters, status, createdAt, updatedAt }
}

/** All in which the editions differ. */
export const wire = {
  hosted: {
    baseUrl: 'http://callcamp.ai',
    record: records.hostedRecord,
    recordDetails: records.hostedRecordDetails,
    recordList: records.hostedRecordList,
    recordCreate: records.hostedRecordCreate,
    recordUpdate: records.hostedRecordUpdate,
    toRecord: toHosted,
    phoneField: 'phoneNumber',
    /** Whether a list says how many pages there are. */
    totalPages: true,
    /** What `search` looks in, beside custom field values. */
    searched: ['name', 'email', 'phoneNumber'],
    deletedRecord: { status: 200, body: { success: true, message: 'Record deleted successfully' } },
  },
  local: {
    baseUrl: 'http://localhost:3000',
    record: records.localRecord,
    recordDetails: records.localRecordDetails,
    recordList: records.localRecordList,
    recordCreate: records.localRecordCreate.transform(fromLocalCreate),
    recordUpdate: records.localRecordUpdate.transform(fromLocalUpdate),
    toRecord: toLocal,
    phoneField: 'phone',
    totalPages: false,
    searched: ['name', 'firstName', 'lastName', 'phoneNumber'],
    deletedRecord: { status: 204, body: undefined },
  },
} as const
