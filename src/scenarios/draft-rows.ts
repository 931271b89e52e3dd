import { campaignDefaults } from '../contract/campaigns.ts'
import { toTimestamp } from '../contract/formats.ts'
import type { Models } from '../contract/models.ts'
import { orderDefaults } from '../contract/orders.ts'
import { followingName } from '../contract/records.ts'
import {
  type AssistantDraft,
  type CallDraft,
  type CampaignDraft,
  draftDefaults,
  type OrderDraft,
  type PhoneDraft,
  type RecordDraft,
  type RecordTypeDraft,
  type Scenario,
} from '../contract/scenarios.ts'
import type { Random } from '../world/random.ts'
import { toPlain } from './plain.ts'

/** Rows that can still grow: recipes add to what a document writes out. */
export type GrowingRows = { readonly [Name in keyof Models]: Models[Name][] }

/** The rows that a document writes out, with all that it leaves out filled in. */
export function rowsOf(document: Scenario, random: Random, now: number): GrowingRows {
  const from = new Drafts(random, toTimestamp(now))
  const orders = (document.orders ?? []).map((draft) => from.order(draft))
  const orderOf = new Map(orders.map((order) => [order.uuid, order]))
  const attempts = new Map<string, number>()
  return {
    recordType: (document.recordTypes ?? []).map((draft) => from.recordType(draft)),
    assistant: (document.assistants ?? []).map((draft) => from.assistant(draft)),
    phone: (document.phones ?? []).map((draft) => from.phone(draft)),
    campaign: (document.campaigns ?? []).map((draft) => from.campaign(draft)),
    record: (document.records ?? []).map((draft, index) => from.record(draft, `records[${index}].parameters`)),
    order: orders,
    call: (document.calls ?? []).map((draft) => {
      const attempt = draft.attempt ?? (attempts.get(draft.orderUuid) ?? 0) + 1
      attempts.set(draft.orderUuid, attempt)
      return from.call(draft, orderOf.get(draft.orderUuid), attempt)
    }),
  }
}

class Drafts {
  readonly #random: Random
  readonly #at: string

  constructor(random: Random, at: string) {
    this.#random = random
    this.#at = at
  }

  recordType(draft: RecordTypeDraft): Models['recordType'] {
    const { uuid = this.#random.uuid(), name, fields = [], createdAt = this.#at, updatedAt = createdAt } = draft
    return { uuid, name, fields, createdAt, updatedAt }
  }

  assistant(draft: AssistantDraft): Models['assistant'] {
    const { uuid = this.#random.uuid(), name, createdAt = this.#at, updatedAt = createdAt } = draft
    return { uuid, name, createdAt, updatedAt }
  }

  phone(draft: PhoneDraft): Models['phone'] {
    const { uuid = this.#random.uuid(), name, phoneNumber, createdAt = this.#at, updatedAt = createdAt } = draft
    return { uuid, name, phoneNumber, createdAt, updatedAt }
  }

  campaign(draft: CampaignDraft): Models['campaign'] {
    const {
      uuid = this.#random.uuid(),
      name,
      status = draftDefaults.campaign.status,
      type = draftDefaults.campaign.type,
      timezone = campaignDefaults.timezone,
      createdAt = this.#at,
      updatedAt = createdAt,
    } = draft
    return {
      uuid,
      name,
      description: draft.description ?? null,
      status,
      type,
      timezone,
      schedule: draft.schedule ?? null,
      recordTypeUuid: draft.recordTypeUuid ?? null,
      outboundAssistantUuid: draft.outboundAssistantUuid ?? null,
      inboundAssistantUuid: draft.inboundAssistantUuid ?? null,
      outboundPhoneUuid: draft.outboundPhoneUuid ?? null,
      inboundPhoneUuid: draft.inboundPhoneUuid ?? null,
      createdAt,
      updatedAt,
      simulator: draft.simulator ?? null,
    }
  }

  record(draft: RecordDraft, where: string): Models['record'] {
    const {
      uuid = this.#random.id('record_'),
      phoneNumber,
      status = draftDefaults.record.status,
      createdAt = this.#at,
      updatedAt = createdAt,
    } = draft
    const firstName = draft.firstName ?? null
    const lastName = draft.lastName ?? null
    return {
      uuid,
      recordTypeUuid: draft.recordTypeUuid ?? null,
      name: draft.name ?? followingName({ firstName, lastName, phoneNumber }),
      customName: draft.customName ?? draft.name !== undefined,
      firstName,
      lastName,
      email: draft.email ?? null,
      phoneNumber,
      country: draft.country ?? null,
      status,
      // A document may be an object of the user's, who goes on using it.
      parameters: toPlain(draft.parameters ?? {}, where),
      createdAt,
      updatedAt,
    }
  }

  order(draft: OrderDraft): Models['order'] {
    const {
      uuid = this.#random.id('order_'),
      campaignUuid,
      recordUuid,
      status = orderDefaults.status,
      createdAt = this.#at,
      updatedAt = createdAt,
    } = draft
    return {
      uuid,
      campaignUuid,
      recordUuid,
      status,
      scheduledTime: draft.scheduledTime ?? null,
      scheduledTimeTimezone: draft.scheduledTimeTimezone ?? null,
      scheduledDurationSeconds: draft.scheduledDurationSeconds ?? null,
      price: draft.price ?? null,
      currencyCode: draft.currencyCode ?? null,
      instructions: draft.instructions ?? null,
      createdAt,
      updatedAt,
      attempts: draft.attempts ?? 0,
      dueAt: draft.dueAt ?? null,
    }
  }

  call(draft: CallDraft, order: Models['order'] | undefined, attempt: number): Models['call'] {
    const { uuid = this.#random.uuid(), orderUuid, startedAt = this.#at } = draft
    return {
      uuid,
      orderUuid,
      campaignUuid: draft.campaignUuid ?? order?.campaignUuid ?? '',
      recordUuid: draft.recordUuid ?? order?.recordUuid ?? '',
      attempt,
      startedAt,
      endedAt: draft.endedAt ?? null,
      outcome: draft.outcome ?? null,
      endsAt: draft.endsAt ?? null,
      endsAs: draft.endsAs ?? null,
      scriptedBy: draft.scriptedBy ?? null,
    }
  }
}
