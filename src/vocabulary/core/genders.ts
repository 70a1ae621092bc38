/** What a person may say of themselves, for practitioners' own rules only. */
export const genders = ['woman', 'man', 'non-binary', 'another'] as const
