import { defineClientTests } from './client-tests.ts'
import autocomplete from './foreign-clients/autocomplete.ts'
import bulkImport from './foreign-clients/bulk-import.ts'
import campaignStore from './foreign-clients/campaign-store.ts'
import cancelPlanned from './foreign-clients/cancel-planned.ts'
import contactExport from './foreign-clients/contact-export.ts'
import contactForm from './foreign-clients/contact-form.ts'
import dashboard from './foreign-clients/dashboard.ts'
import duplicateAudit from './foreign-clients/duplicate-audit.ts'
import mirrorSync from './foreign-clients/mirror-sync.ts'
import postpone from './foreign-clients/postpone.ts'

/** Clients by someone who knew the documentation of the API, and nothing of how a search works. */
const clients = [
  autocomplete,
  bulkImport,
  campaignStore,
  cancelPlanned,
  contactExport,
  contactForm,
  dashboard,
  duplicateAudit,
  mirrorSync,
  postpone,
]

defineClientTests(clients, {})
