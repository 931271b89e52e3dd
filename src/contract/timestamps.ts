import { dayMs } from './durations.ts'

/** Moments as the API writes them: UTC, whole seconds, so that texts compare as times do. */

const secondsOfDay = 86_400
/**
 * The day of the last timestamp, and its character codes. Most timestamps have the same day as the one before, so that
 * only the time is rewritten; a simulation writes one for every second.
 */
let writtenDay = 0
const writtenCodes = Array.from('1970-01-01T00:00:00Z', (character) => character.charCodeAt(0))

/** Milliseconds since 1970 as the API writes a moment: UTC, whole seconds. */
export function toTimestamp(ms: number): string {
  const seconds = Math.floor(ms / 1_000)
  const day = Math.floor(seconds / secondsOfDay)
  if (day !== writtenDay) writeDay(day)
  const second = seconds - day * secondsOfDay
  writeTwoDigits(11, Math.floor(second / 3_600))
  writeTwoDigits(14, Math.floor(second / 60) % 60)
  writeTwoDigits(17, second % 60)
  return String.fromCharCode(...writtenCodes)
}

const daysOfCycle = 146_097

/**
 * Writes a date. The calendar repeats every 400 years, and a year begins with March here, so that it ends with the leap
 * day. A `Date` takes ten times as long, and made-up rows have a new day nearly each time.
 */
function writeDay(day: number): void {
  if (!(day >= 0 && day <= lastDay)) return writeText(new Date(day * secondsOfDay * 1_000).toISOString())
  const sinceMarch = day + 719_468
  const cycle = Math.floor(sinceMarch / daysOfCycle)
  const dayOfCycle = sinceMarch - cycle * daysOfCycle
  const leapDays = Math.floor(dayOfCycle / 1_460) - Math.floor(dayOfCycle / 36_524) + Math.floor(dayOfCycle / 146_096)
  const yearOfCycle = Math.floor((dayOfCycle - leapDays) / 365)
  const dayOfYear = dayOfCycle - (365 * yearOfCycle + Math.floor(yearOfCycle / 4) - Math.floor(yearOfCycle / 100))
  const sinceMarchMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const month = sinceMarchMonth < 10 ? sinceMarchMonth + 3 : sinceMarchMonth - 9
  const year = yearOfCycle + cycle * 400 + (month <= 2 ? 1 : 0)
  writtenCodes[4] = writtenCodes[7] = '-'.charCodeAt(0)
  writeTwoDigits(0, Math.floor(year / 100))
  writeTwoDigits(2, year % 100)
  writeTwoDigits(5, month)
  writeTwoDigits(8, dayOfYear - Math.floor((153 * sinceMarchMonth + 2) / 5) + 1)
  writtenDay = day
}

/** Writes a date of another age, of which the first characters count. */
function writeText(date: string): void {
  for (let index = 0; index < 'YYYY-MM-DD'.length; index += 1) writtenCodes[index] = date.charCodeAt(index)
  writtenDay = Number.NaN
}

function writeTwoDigits(at: number, value: number): void {
  const tens = Math.floor(value / 10)
  writtenCodes[at] = 48 + tens
  writtenCodes[at + 1] = 48 + value - 10 * tens
}

/** The years that a timestamp of the API can carry in four digits. */
export const earliest = Date.UTC(1970, 0, 1)
export const latest = Date.UTC(9999, 11, 31, 23, 59, 59)
const lastDay = Math.floor(latest / dayMs)

export const outsideOfTime = `must lie between ${toTimestamp(earliest)} and ${toTimestamp(latest)}`

/** Whether timestamps can tell a moment. */
export function isSupported(ms: number): boolean {
  return ms >= earliest && ms <= latest
}

export const utcSeconds = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/

/** Milliseconds of a timestamp; NaN for any other text. A general pattern and `Date.parse` take more than twice as long. */
export function readTimestamp(text: string): number {
  if (!utcSeconds.test(text)) return Number.NaN
  const date = readDigits(text, 0, 10)
  const time = readDigits(text, 11, 19)
  const year = Math.floor(date / 10_000)
  const month = Math.floor(date / 100) % 100
  const day = date % 100
  const hour = Math.floor(time / 10_000)
  const minute = Math.floor(time / 100) % 100
  const second = time % 100
  const isDay = month >= 1 && month <= 12 && day >= 1 && day <= daysOfMonth(year, month)
  if (!isDay || hour >= 24 || minute >= 60 || second >= 60) return Number.NaN
  return ((dayOf(year, month, day) * 24 + hour) * 3_600 + minute * 60 + second) * 1_000
}

/** The number that all digits of a part of a text make together: 20260504 for `2026-05-04`. */
function readDigits(text: string, from: number, to: number): number {
  let number = 0
  for (let at = from; at < to; at += 1) {
    const digit = text.charCodeAt(at) - 48
    if (digit >= 0 && digit <= 9) number = number * 10 + digit
  }
  return number
}

/** The number of a day since 1970, counted as `writeDay` does. */
function dayOf(year: number, month: number, day: number): number {
  const yearOfMarch = year - (month <= 2 ? 1 : 0)
  const sinceMarchMonth = (month + 9) % 12
  const leapDays = Math.floor(yearOfMarch / 4) - Math.floor(yearOfMarch / 100) + Math.floor(yearOfMarch / 400)
  return 365 * yearOfMarch + leapDays + Math.floor((153 * sinceMarchMonth + 2) / 5) + day - 719_469
}

const usualDays = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

function daysOfMonth(year: number, month: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  return (usualDays[month] ?? 0) + (isLeap && month === 2 ? 1 : 0)
}
