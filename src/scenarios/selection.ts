import type { ContactColumns, FittingContacts } from './contact-columns.ts'
import type { Factories } from './factories.ts'

/** Selects the contacts that join a campaign, at random. */

/** A selection of at most one in this many is drawn place by place. To draw for every contact would take far longer. */
const fewOf = 10

type Chance = Pick<Factories, 'between'>
type IsLeftOut = (place: number) => boolean

/** A random selection of `count` positions, in their order; with a do-not-call number only if there are too few. */
export function selectSome(
  { positions, callable }: FittingContacts,
  count: number,
  contacts: Pick<ContactColumns, 'isForbidden'>,
  chance: Chance,
): number[] {
  const leavesOut = callable >= count && callable < positions.length
  const left = leavesOut ? callable : positions.length
  const isLeftOut: IsLeftOut = (place) => leavesOut && contacts.isForbidden(positions[place] ?? 0)
  return count * fewOf <= left
    ? selectFew(positions, count, isLeftOut, chance)
    : selectMany(positions, count, left, isLeftOut, chance)
}

/** Draws places until there are enough. */
function selectFew(positions: Int32Array, count: number, isLeftOut: IsLeftOut, chance: Chance): number[] {
  const { length } = positions
  const isChosen = new Uint8Array(length)
  let chosen = 0
  while (chosen < count) {
    const place = chance.between(0, length - 1)
    if (isChosen[place] === 1 || isLeftOut(place)) continue
    isChosen[place] = 1
    chosen += 1
  }
  const few: number[] = []
  for (let place = 0; place < length; place += 1) if (isChosen[place] === 1) few.push(positions[place] ?? 0)
  return few
}

/** Draws for each place whether it is chosen. */
function selectMany(
  positions: Int32Array,
  count: number,
  left: number,
  isLeftOut: IsLeftOut,
  chance: Chance,
): number[] {
  const many: number[] = []
  let rest = left
  // Not `for` with `of`, which makes an object for each number.
  for (let place = 0; place < positions.length; place += 1) {
    if (isLeftOut(place)) continue
    if (chance.between(1, rest) <= count - many.length) many.push(positions[place] ?? 0)
    rest -= 1
  }
  return many
}
