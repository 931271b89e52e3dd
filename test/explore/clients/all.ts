import cachedTotal from './cached-total.ts'
import callButton from './call-button.ts'
import cleanUp from './clean-up.ts'
import csvExport from './csv-export.ts'
import detailView from './detail-view.ts'
import doubleClick from './double-click.ts'
import doubleSubmit from './double-submit.ts'
import editForm from './edit-form.ts'
import emojiInitial from './emoji-initial.ts'
import errorPage from './error-page.ts'
import fullPage from './full-page.ts'
import growingFeed from './growing-feed.ts'
import initials from './initials.ts'
import keyedList from './keyed-list.ts'
import liveStatus from './live-status.ts'
import localHours from './local-hours.ts'
import news from './news.ts'
import nextMonth from './next-month.ts'
import optimisticDelete from './optimistic-delete.ts'
import optimisticRename from './optimistic-rename.ts'
import pageAfterDelete from './page-after-delete.ts'
import pagingIterator from './paging-iterator.ts'
import polling from './polling.ts'
import price from './price.ts'
import progress from './progress.ts'
import rateLimit from './rate-limit.ts'
import retryingSdk from './retrying-sdk.ts'
import searchAsYouType from './search-as-you-type.ts'
import searchLink from './search-link.ts'
import selectAll from './select-all.ts'
import session from './session.ts'
import statusLabels from './status-labels.ts'
import tomorrow from './tomorrow.ts'
import zoneOffset from './zone-offset.ts'
import type { Client } from './client.ts'

/** All clients, each in a file of its own. */
export const clients: readonly Client[] = [
  cachedTotal,
  callButton,
  cleanUp,
  csvExport,
  detailView,
  doubleClick,
  doubleSubmit,
  editForm,
  emojiInitial,
  errorPage,
  fullPage,
  growingFeed,
  initials,
  keyedList,
  liveStatus,
  localHours,
  news,
  nextMonth,
  optimisticDelete,
  optimisticRename,
  pageAfterDelete,
  pagingIterator,
  polling,
  price,
  progress,
  rateLimit,
  retryingSdk,
  searchAsYouType,
  searchLink,
  selectAll,
  session,
  statusLabels,
  tomorrow,
  zoneOffset,
]
