import { CampaignList } from './campaign-list'

export default { title: 'Campaign list', component: CampaignList }

export const Empty = {}

export const Demo = { parameters: { callcamp: { scenario: 'demo' } } }

export const One = { parameters: { callcamp: { data: (mock) => mock.db.campaign.create({ name: 'Spring' }) } } }

export const Down = {
  parameters: {
    callcamp: {
      data: (mock) => mock.faults.add({ status: 503, body: { success: false, message: 'Down for maintenance' } }),
    },
  },
}
