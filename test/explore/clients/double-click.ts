import { expect } from 'vitest'
import { api } from './api.ts'
import { defineClient } from './client.ts'
import { allowTroubles } from './expectations.ts'

const campaign = 'c0000000-0000-4000-8000-000000000000'

/** A form that adds a contact to a campaign, with a button that is off while it works. */
class ContactForm {
  isBusy = false

  async submit(): Promise<void> {
    if (this.isBusy) return
    this.isBusy = true
    await this.send()
    this.isBusy = false
  }

  protected async send(): Promise<void> {
    const record = { firstName: 'Grace', phoneNumber: '+14155550888' }
    await api(`/campaigns/${campaign}/orders`, { method: 'POST', body: { record } })
  }
}

class FixedContactForm extends ContactForm {
  override async submit(): Promise<void> {
    if (this.isBusy) return
    this.isBusy = true
    try {
      await this.send()
    } finally {
      this.isBusy = false
    }
  }
}

export default defineClient({
  name: 'a button stays off for ever after an error',
  options: { setup: (mock) => void mock.db.campaign.create({ uuid: campaign, status: 'draft' }) },
  broken: ContactForm,
  fixed: FixedContactForm,
  test: (Form) => async (world) => {
    const form = new Form()
    await form.submit().catch(allowTroubles(world))
    expect(form.isBusy).toBe(false)
  },
})
