import { expect } from 'vitest'
import type { Campaign, CampaignStatus } from 'callcamp-mock'
import { api, wait } from './api.ts'
import { defineClient } from './client.ts'

const campaign = 'c0000000-0000-4000-8000-000000000000'

/** A badge that asks for the status of a campaign each second. */
class LiveStatus {
  status: CampaignStatus | undefined
  protected latest = 0
  #timer: ReturnType<typeof setInterval> | undefined

  start(): void {
    let asked = 0
    this.#timer = setInterval(() => {
      asked += 1
      const number = asked
      api<Campaign>(`/campaigns/${campaign}`).then(
        ({ status }) => this.show(status, number),
        () => {},
      )
    }, 1_000)
  }

  stop(): void {
    clearInterval(this.#timer)
  }

  protected show(status: CampaignStatus, _number: number): void {
    this.status = status
  }
}

class FixedLiveStatus extends LiveStatus {
  protected override show(status: CampaignStatus, number: number): void {
    if (number < this.latest) return
    this.latest = number
    this.status = status
  }
}

export default defineClient({
  name: 'a badge goes back to an old status when an answer is slow',
  options: { setup: (mock) => void mock.db.campaign.create({ uuid: campaign, status: 'draft' }) },
  broken: LiveStatus,
  fixed: FixedLiveStatus,
  test:
    (Badge) =>
    async ({ mock, troubles }) => {
      const badge = new Badge()
      badge.start()
      await wait(1_500)
      mock.db.campaign.update({ where: { uuid: { equals: campaign } }, data: { status: 'closed' } })
      await wait(2_000)
      badge.stop()
      await wait(60_000)
      // An answer that comes a minute later still counts; those that were lost do not.
      if (troubles.every((one) => one === 'late' || one === 'delayed' || one === 'slow'))
        expect(badge.status).toBe('closed')
    },
})
