/** Who is in the room. */
export const sessions = ['one', 'couple', 'family', 'group'] as const
