// The tables that are printed at the end.

export function table(figures) {
  const rows = figures.map((figure) => {
    const target = `${figure.atLeast ? '≥' : '≤'} ${figure.target}`
    if (figure.ratio === undefined) return [figure.name, '–', `${figure.limit} –`, '–', target, figure.note]
    return [
      figure.name,
      amount(figure.ours, figure.unit),
      `${figure.limit} ${amount(figure.limitValue, figure.unit)}`,
      figure.ratio.toFixed(2),
      target,
      figure.pass ? 'pass' : 'miss',
    ]
  })
  return layOut([['figure', 'ours', 'limit', 'ratio', 'target', ''], ...rows])
}

/** Ratios of two commits, and what they are to each other: above 1, this one got slower, or better where more is better. */
export function comparisonTable(rows, rev) {
  const shown = (ratio) => (ratio === undefined ? '–' : ratio.toFixed(2))
  return layOut([
    ['figure', 'this commit', rev, 'this / that'],
    ...rows.map(({ name, ours, theirs }) => [
      name,
      shown(ours),
      shown(theirs),
      shown(ours === undefined || theirs === undefined ? undefined : ours / theirs),
    ]),
  ])
}

export function growthTable(sizes) {
  const head = ['as data grow', ...sizes.map(({ size }) => `${size.toLocaleString('en')} rows`)]
  const names = sizes[0].costs.map(({ name }) => name)
  return layOut([
    head,
    ...names.map((name, index) => [
      name,
      ...sizes.map(({ costs }) =>
        costs[index].cost === undefined ? '–' : amount(costs[index].cost, costs[index].unit),
      ),
    ]),
  ])
}

export function peerTable(peers) {
  const columns = [...new Set(peers.flatMap((peer) => Object.keys(peer.costs ?? {})))]
  const head = ['what a user would pick instead', 'rows', ...columns]
  return layOut([
    head,
    ...peers.map((peer) =>
      peer.absent
        ? [peer.name, peer.rows?.toLocaleString('en') ?? '–', peer.absent]
        : [peer.name, peer.rows?.toLocaleString('en') ?? '–', ...columns.map((column) => peer.costs[column] ?? '–')],
    ),
  ])
}

export function amount(value, unit) {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2
  return `${Number(value.toFixed(digits)).toLocaleString('en')} ${unit}`
}

function layOut(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)))
  const line = (row) => `| ${widths.map((width, column) => (row[column] ?? '').padEnd(width)).join(' | ')} |`
  return [
    line(rows[0]),
    `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`,
    ...rows.slice(1).map(line),
  ].join('\n')
}
