/** First steps in company. */
export const eventKinds = [
  'workshop',
  'pop-up',
  'group-intake',
  'peer-learning',
  'class',
  'support-group',
  'talk',
  'open-house',
  'drop-in',
  'retreat',
] as const
