/** Ages, as people say them. */
export const ageGroups = ['infant', 'child', 'teen', 'young-adult', 'adult', 'older-adult'] as const
