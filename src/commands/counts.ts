/** How many there are of something, in words. */
export function counted(count: number, one: string): string {
  return `${count} ${one}${count === 1 ? '' : 's'}`
}

export function rowCounts(campaigns: number, records: number, orders: number): string {
  return [counted(campaigns, 'campaign'), counted(records, 'record'), counted(orders, 'order')].join(', ')
}
