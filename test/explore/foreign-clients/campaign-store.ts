import type { Campaign, CampaignList } from 'callcamp-mock'
import { defineClient } from '../clients/client.ts'

type Status = 'draft' | 'active' | 'closed'
type Row = Pick<Campaign, 'uuid' | 'name' | 'status' | 'updatedAt'> & { readonly unconfirmed?: boolean }

interface State {
  readonly campaigns: readonly Row[]
  readonly loading: boolean
  readonly error: string | null
}

async function api<Answer>(path: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(`http://callcamp.ai/api${path}`, { ...init, signal: AbortSignal.timeout(15_000) })
  if (!response.ok) throw new Error(`${response.status} for ${path}`)
  return response.json()
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error))

/** What a hook for a page of campaigns subscribes to. A new status is shown before the API has it. */
class CampaignStore {
  #state: State = { campaigns: [], loading: false, error: null }
  readonly #listeners = new Set<() => void>()

  getState(): State {
    return this.#state
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  async load(): Promise<void> {
    this.#set({ loading: true, error: null })
    try {
      const { campaigns } = await api<CampaignList>('/campaigns?limit=100')
      if (!Array.isArray(campaigns)) throw new Error('unexpected answer')
      this.#set({ campaigns, loading: false })
    } catch (error) {
      this.#set({ loading: false, error: messageOf(error) })
    }
  }

  async setStatus(uuid: string, status: Status): Promise<void> {
    this.#set({ error: null })
    const previous = this.#state.campaigns.find((row) => row.uuid === uuid)
    this.patch(uuid, { status })
    try {
      const saved = await api<Campaign>(`/campaigns/${encodeURIComponent(uuid)}`, {
        method: 'PATCH',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ status }),
      })
      if (saved?.uuid !== uuid) throw new Error('unexpected answer')
      this.patch(uuid, { ...saved, unconfirmed: false })
    } catch (error) {
      this.undo(uuid, previous)
      this.#set({ error: messageOf(error) })
    }
  }

  protected undo(_uuid: string, _previous: Row | undefined): void {}

  protected patch(uuid: string, change: Partial<Row>): void {
    this.#set({ campaigns: this.#state.campaigns.map((row) => (row.uuid === uuid ? { ...row, ...change } : row)) })
  }

  #set(next: Partial<State>): void {
    this.#state = { ...this.#state, ...next }
    for (const listener of this.#listeners) listener()
  }
}

class FixedCampaignStore extends CampaignStore {
  protected override undo(uuid: string, previous: Row | undefined): void {
    // The request may have arrived all the same, so the row is not confirmed until it is loaded again.
    this.patch(uuid, { ...(previous && { status: previous.status }), unconfirmed: true })
  }
}

export default defineClient({
  name: 'a store of campaigns shows a status that was not saved',
  broken: CampaignStore,
  fixed: FixedCampaignStore,
  test:
    (Store) =>
    async ({ mock }) => {
      const store = new Store()
      await store.load()
      if (store.getState().error !== null) return
      for (const { uuid } of store.getState().campaigns.slice(0, 5)) {
        const before = mock.db.campaign.get(uuid)
        if (!before) continue
        await store.setStatus(uuid, before.status === 'active' ? 'closed' : 'active')
        const { error, campaigns } = store.getState()
        // Where the row has changed, the request has arrived, or someone else has changed the row.
        if (error === null || JSON.stringify(mock.db.campaign.get(uuid)) !== JSON.stringify(before)) continue
        const shown = campaigns.find((row) => row.uuid === uuid)
        if (shown && !shown.unconfirmed && shown.status !== before.status)
          throw new Error(`${error}, but ${uuid} is shown as ${shown.status}; the API has ${before.status}`)
      }
    },
})
