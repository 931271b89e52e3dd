import { createMock } from 'callcamp-mock'
import preview from './.storybook/preview'
import { CampaignList } from './campaign-list'

const meta = preview.meta({ title: 'Campaign list', component: CampaignList })

export const Empty = meta.story()

export const Demo = meta.story({
  beforeEach({ msw }) {
    msw.use(...createMock({ scenario: 'demo' }).handlers)
  },
})

export const One = meta.story({
  beforeEach({ msw }) {
    const mock = createMock()
    mock.db.campaign.create({ name: 'Spring' })
    msw.use(...mock.handlers)
  },
})

export const Down = meta.story({
  beforeEach({ msw }) {
    const mock = createMock()
    mock.faults.add({ status: 503, body: { success: false, message: 'Down for maintenance' } })
    msw.use(...mock.handlers)
  },
})
