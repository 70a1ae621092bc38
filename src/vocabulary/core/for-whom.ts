/** Whom the help is for. */
export const forWhom = ['self', 'child', 'couple', 'family', 'other'] as const
