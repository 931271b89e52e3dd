/** Texts that have broken programs before. */
export const texts = {
  emoji: '🎉 Zoë 👩🏽‍🚀',
  rtl: 'حملة الربيع',
  long: 'Long name '.repeat(50),
  markup: '<b>Spring</b> & "Sons"',
  special: '#1 & 100% + more?',
  quote: "O'Brien",
} as const
