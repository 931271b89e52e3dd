import { expect } from 'vitest'
import type { CampaignList } from 'callcamp-mock'
import { ApiError, send } from './api.ts'
import { defineClient } from './client.ts'
import { allowTroubles } from './expectations.ts'

/** A client that signs in again when its session has ended. */
class Session {
  signIns = 0

  async list(): Promise<CampaignList> {
    const response = await this.request()
    if (response.status === 401) {
      await this.signIn()
      return this.again(response)
    }
    return this.read(response)
  }

  protected again(response: Response): Promise<CampaignList> {
    return response.json() as Promise<CampaignList>
  }

  protected async request(): Promise<Response> {
    return send('/campaigns').catch(() => {
      throw new ApiError(0, 'offline')
    })
  }

  protected async read(response: Response): Promise<CampaignList> {
    if (!response.ok) throw new ApiError(response.status, `The API answered ${response.status}`)
    return response.json().catch(() => {
      throw new ApiError(response.status, 'no JSON')
    }) as Promise<CampaignList>
  }

  protected async signIn(): Promise<void> {
    this.signIns += 1
  }
}

class FixedSession extends Session {
  protected override async again(): Promise<CampaignList> {
    return this.read(await this.request())
  }
}

export default defineClient({
  name: 'a client signs in again, and forgets what it was asked',
  broken: Session,
  fixed: FixedSession,
  test: (Client) => async (world) => {
    const page = await new Client().list().catch(allowTroubles(world))
    if (page) expect(page.campaigns).toHaveLength(Math.min(10, page.total))
  },
})
