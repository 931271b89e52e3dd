import { addContact, type Campaign, listCampaigns, listOrders, setCampaignStatus } from './api'

// The only lines that know of the mock. In a production build the condition is false, and nothing of it is left.
if (import.meta.env.DEV) {
  const { setupMockWorker } = await import('callcamp-mock/browser')
  // The data survive a reload and are the same in all tabs; the button in the corner opens the inspector.
  const { mock, start } = setupMockWorker({ scenario: 'demo', persist: 'local', inspector: true })
  await start()
  // Time passes in the inspector: what it changes is shown at once.
  for (const event of ['order.status', 'campaign.status', 'reset'] as const) mock.on(event, refreshSoon)
}

const list = find('#campaigns')
const details = find('#orders')
const search = find<HTMLInputElement>('#search')
let selected: Campaign | undefined
let waiting: number | undefined

search.addEventListener('input', () => void refresh())
find('#refresh').addEventListener('click', () => void refresh())
await refresh()

function refreshSoon(): void {
  waiting ??= window.setTimeout(() => {
    waiting = undefined
    void refresh()
  }, 300)
}

async function refresh(): Promise<void> {
  await attempt(async () => {
    const campaigns = await listCampaigns(search.value)
    selected =
      campaigns.find(({ uuid }) => uuid === selected?.uuid) ??
      campaigns.find(({ status }) => status === 'active') ??
      campaigns[0]
    list.replaceChildren(...campaigns.map(campaignItem))
    if (selected) await showOrders(selected)
  })
}

function campaignItem(campaign: Campaign): HTMLElement {
  const button = element(
    'button',
    { className: 'campaign', ariaCurrent: campaign.uuid === selected?.uuid ? 'true' : null },
    element('b', {}, campaign.name),
    element('span', { className: 'status' }, campaign.status),
  )
  button.addEventListener('click', () => {
    selected = campaign
    void refresh()
  })
  return element('li', {}, button)
}

async function showOrders(campaign: Campaign): Promise<void> {
  const [{ orders, total }, contacted] = await Promise.all([
    listOrders(campaign.uuid),
    listOrders(campaign.uuid, 'contacted', 1),
  ])
  const running = campaign.status === 'active'
  const toggle = element('button', {}, running ? 'Close' : 'Start')
  toggle.addEventListener(
    'click',
    () =>
      void attempt(async () => {
        await setCampaignStatus(campaign.uuid, running ? 'closed' : 'active')
        await refresh()
      }),
  )
  const rows = orders.map(({ record, status }) =>
    element(
      'tr',
      {},
      element('td', {}, record.name),
      element('td', {}, record.phoneNumber),
      element('td', { className: 'status' }, status),
    ),
  )
  details.replaceChildren(
    element('h2', {}, campaign.name, toggle),
    element('p', {}, `${contacted.total} of ${total} reached`),
    contactForm(campaign),
    element('table', {}, element('tbody', {}, ...rows)),
  )
}

function contactForm(campaign: Campaign): HTMLElement {
  const name = element('input', { placeholder: 'First name', ariaLabel: 'First name', required: true })
  const phone = element('input', { placeholder: '+1 555…', ariaLabel: 'Phone number', required: true })
  // What else a contact must tell depends on the record type of the campaign. Where it is something else, the API says so.
  const company = element('input', { placeholder: 'Company', ariaLabel: 'Company' })
  const form = element('form', {}, name, phone, company, element('button', {}, 'Add contact'))
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void attempt(async () => {
      await addContact(campaign.uuid, name.value, phone.value, { company: company.value })
      await showOrders(campaign)
    })
  })
  return form
}

/** What goes wrong is said on the page. Try it: switch on a fault in the inspector. */
async function attempt(run: () => Promise<void>): Promise<void> {
  const error = find('#error')
  try {
    await run()
    error.hidden = true
  } catch (reason) {
    error.textContent = reason instanceof Error ? reason.message : String(reason)
    error.hidden = false
  }
}

function find<Element extends HTMLElement>(selector: string): Element {
  return document.querySelector<Element>(selector)!
}

function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  properties: Partial<HTMLElementTagNameMap[Name]>,
  ...children: (string | HTMLElement)[]
): HTMLElementTagNameMap[Name] {
  const made = Object.assign(document.createElement(name), properties)
  made.append(...children)
  return made
}
