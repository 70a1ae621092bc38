/** How many times longer than usual the laws are run: `npm run test:slow` says twenty. */
export const longer = Number(process.env['ENTRENOUS_LONGER'] ?? 1)
