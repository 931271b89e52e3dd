const asciiOnly = /^\p{ASCII}*$/u

/**
 * A text as `search` compares it: NFC, and the same for capitals and small letters of every script. Accents are kept.
 * Going through capitals makes `ß` and `SS`, `ﬁ` and `FI` the same, as Unicode's case folding does.
 * @example
 * foldCase('ΟΔΥΣΣΕΥΣ') === foldCase('Οδυσσευς') // true
 */
export function foldCase(text: string): string {
  if (asciiOnly.test(text)) return text.toLowerCase()
  // At the end of a word, small sigma has a form of its own.
  return text.toLowerCase().toUpperCase().toLowerCase().replaceAll('ς', 'σ').normalize('NFC')
}
