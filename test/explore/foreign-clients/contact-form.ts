import type { HostedRecord, HostedRecordList } from 'callcamp-mock'
import { defineClient } from '../clients/client.ts'

const fields = ['firstName', 'lastName', 'email', 'phoneNumber'] as const
type Field = (typeof fields)[number]
type Values = Readonly<Record<Field, string>>

async function api<Answer>(path: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(`http://callcamp.ai/api${path}`, { ...init, signal: AbortSignal.timeout(15_000) })
  const body = await response.json().catch(() => null)
  if (!response.ok) throw new Error(body?.message ?? `HTTP ${response.status}`)
  if (body === null) throw new Error('unreadable answer')
  return body
}

/** A form for a contact. It looks for contacts with the same number, and saves. */
class ContactForm {
  status: 'empty' | 'ready' | 'saving' | 'saved' | 'error' = 'empty'
  message = ''
  initial: Values = { firstName: '', lastName: '', email: '', phoneNumber: '' }
  protected values = this.initial
  readonly #uuid: string

  constructor(uuid: string) {
    this.#uuid = uuid
  }

  async open(): Promise<void> {
    try {
      this.#take(await api<HostedRecord>(`/records/${encodeURIComponent(this.#uuid)}`))
      this.status = 'ready'
    } catch (error) {
      this.#fail(error)
    }
  }

  set(field: Field, value: string): void {
    this.values = { ...this.values, [field]: value }
  }

  /** Returns whether another contact has the same number; null if that is unknown. */
  async checkPhone(): Promise<boolean | null> {
    const { phoneNumber } = this.values
    try {
      const { records } = await api<HostedRecordList>(`/records?search=${encodeURIComponent(phoneNumber)}&limit=100`)
      return records.some((record) => record.uuid !== this.#uuid && record.phoneNumber === phoneNumber)
    } catch {
      return null
    }
  }

  async save(): Promise<void> {
    if (this.status === 'saving') return
    this.status = 'saving'
    try {
      const saved = await api<HostedRecord>(`/records/${encodeURIComponent(this.#uuid)}`, {
        method: 'PATCH',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(this.body()),
      })
      this.#take(saved)
      this.status = 'saved'
    } catch (error) {
      this.#fail(error)
    }
  }

  protected body(): Partial<Values> {
    return this.values
  }

  #take(record: HostedRecord): void {
    if (record.uuid !== this.#uuid) throw new Error('unexpected answer')
    const { firstName, lastName, email, phoneNumber } = record
    this.initial = { firstName: firstName ?? '', lastName: lastName ?? '', email: email ?? '', phoneNumber }
    this.values = this.initial
  }

  #fail(error: unknown): void {
    this.status = 'error'
    this.message = error instanceof Error ? error.message : String(error)
  }
}

class FixedContactForm extends ContactForm {
  protected override body(): Partial<Values> {
    const changed = fields.filter((field) => this.values[field] !== this.initial[field])
    return Object.fromEntries(changed.map((field) => [field, this.values[field]]))
  }
}

export default defineClient({
  name: 'a form for a contact sets back what someone else has changed',
  broken: ContactForm,
  fixed: FixedContactForm,
  test:
    (Form) =>
    async ({ mock }) => {
      const tabs: { uuid: string; form: ContactForm; loaded: Values }[] = []
      for (const { uuid } of mock.db.record.getAll().slice(0, 8)) {
        const form = new Form(uuid)
        await form.open()
        if (form.status === 'ready') tabs.push({ uuid, form, loaded: form.initial })
      }
      for (const { form } of tabs) {
        form.set('firstName', 'Alexandra')
        await form.checkPhone()
      }
      for (const { uuid, form, loaded } of tabs) {
        const before = mock.db.record.get(uuid)
        await form.save()
        const after = mock.db.record.get(uuid)
        if (!before || !after) continue
        for (const field of ['lastName', 'email', 'phoneNumber'] as const) {
          const seen = before[field] ?? ''
          if (seen !== loaded[field] && (after[field] ?? '') === loaded[field])
            throw new Error(`saving the first name set ${field} of ${uuid} back from ${seen} to ${loaded[field]}`)
        }
      }
    },
})
