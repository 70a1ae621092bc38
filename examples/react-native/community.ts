/** Fixed in the application when it is built: whom it trusts, and the one address that is the same for everybody. */
export const community = {
  /** The community's name, as `entrenous catalogue build` prints it; compared with the lead's by a second way. */
  trust: '0000000000000000000000000000000000000000000000000000000000000000',
  catalogue: 'https://harbour.example/catalogue.bin',
} as const
