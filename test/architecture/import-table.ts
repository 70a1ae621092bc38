/**
 * Who may import whom. This table is the privacy argument of the library; the tests hold the real module graph to it,
 * `import type` included. A row for a file is stronger than the row of its folder. A place ends in `/` for a folder.
 */
export type Row = {
  /** A folder (`kernel/`) or a file (`consent/propose`), below src. */
  readonly of: string
  /** Folders and files it may import besides the files of its own folder. */
  readonly may: readonly string[]
  /** Packages it may import; `node:` stands for every module of Node. None where absent. */
  readonly packages?: readonly string[]
  /** `leaf`: imports no other file of its own folder. A list: only these. */
  readonly own?: 'leaf' | readonly string[]
  /** True where every import from another folder must be `import type`. */
  readonly typesOnly?: true
}

const leaves = ['consent/disclosure', 'consent/granted']
const personsSide = [
  'kernel/',
  'schema/',
  'vocabulary/',
  'statement/',
  'descriptor/',
  'trust/',
  'catalogue/',
  'intake/',
  'matching/',
  'consent/',
  'token/',
]

export const importTable: readonly Row[] = [
  // Rooms. Raw answers are read in intake, matching and consent/propose, and nowhere else.
  { of: 'kernel/', may: [], packages: ['@noble/ciphers', '@noble/hashes'] },
  { of: 'kernel/signing', may: [], packages: ['tweetnacl'] },
  { of: 'kernel/x-wing', may: [], packages: ['@noble/hashes', '@noble/post-quantum'] },
  { of: 'schema/', may: ['kernel/'], packages: ['zod'] },
  { of: 'vocabulary/', may: ['kernel/', 'schema/'] },
  { of: 'labels/', may: ['kernel/', 'vocabulary/'], typesOnly: true },
  { of: 'statement/', may: ['kernel/', 'schema/'] },
  { of: 'descriptor/', may: ['kernel/', 'schema/', 'statement/', 'vocabulary/'] },
  { of: 'trust/', may: ['kernel/', 'schema/', 'statement/', 'descriptor/', 'vocabulary/'] },
  { of: 'catalogue/', may: ['kernel/', 'schema/', 'statement/', 'descriptor/', 'vocabulary/', 'trust/'] },
  {
    of: 'catalogue/entry',
    may: ['kernel/', 'schema/', 'statement/', 'descriptor/', 'vocabulary/', 'trust/'],
    own: 'leaf',
  },
  { of: 'intake/', may: ['kernel/', 'schema/', 'vocabulary/'] },
  { of: 'matching/', may: ['kernel/', 'schema/', 'vocabulary/', 'descriptor/', 'catalogue/', 'intake/'] },
  { of: 'matching/match', may: ['kernel/', 'vocabulary/', 'descriptor/', 'catalogue/'], own: 'leaf', typesOnly: true },
  // Every other file of consent works on what has been drafted, not on the answers.
  {
    of: 'consent/',
    may: ['kernel/', 'schema/', 'vocabulary/'],
    own: [...leaves, 'consent/proposal', 'consent/rules'],
  },
  { of: 'consent/proposal', may: ['kernel/', 'schema/', 'vocabulary/'], own: leaves },
  { of: 'consent/disclosure', may: ['kernel/', 'schema/', 'vocabulary/'], own: 'leaf' },
  { of: 'consent/granted', may: ['kernel/', 'schema/', 'vocabulary/'], own: ['consent/disclosure'] },
  {
    of: 'consent/propose',
    may: [
      'kernel/',
      'schema/',
      'vocabulary/',
      'intake/',
      'matching/match',
      'catalogue/entry',
      'trust/',
      'descriptor/',
      'statement/',
    ],
  },
  { of: 'token/', may: ['kernel/', 'schema/', ...leaves] },
  { of: 'practice/', may: ['kernel/', 'schema/', 'token/', ...leaves] },
  { of: 'store/', may: ['practice/'], packages: ['node:'] },
  {
    of: 'community/',
    may: ['kernel/', 'schema/', 'vocabulary/', 'statement/', 'descriptor/', 'trust/', 'catalogue/'],
  },
  // Entries: each its own rooms.
  { of: 'index', may: personsSide, own: 'leaf' },
  {
    of: 'practitioner',
    may: ['kernel/', 'vocabulary/', 'statement/', 'descriptor/', 'token/', 'practice/', ...leaves],
    own: 'leaf',
  },
  {
    of: 'community',
    may: ['kernel/', 'vocabulary/', 'statement/', 'descriptor/', 'trust/', 'catalogue/', 'community/'],
    own: 'leaf',
  },
  { of: 'post-quantum', may: ['kernel/'], own: 'leaf' },
  { of: 'web-crypto', may: ['kernel/', 'token/', ...leaves], own: 'leaf' },
  { of: 'cli', may: [...personsSide, 'practice/', 'community/', 'store/', 'labels/', 'cli/'], packages: ['node:'] },
  {
    of: 'cli/',
    may: [...personsSide, 'practice/', 'community/', 'store/', 'labels/', 'index', 'practitioner', 'community'],
    packages: ['node:'],
  },
]

/** What an entry must not reach by any number of steps. */
export const unreachable: readonly { readonly from: string; readonly never: string; readonly because: string }[] = [
  { from: 'practitioner', never: 'intake/', because: 'a practitioner never holds raw answers' },
  { from: 'practitioner', never: 'matching/', because: 'matching reads raw answers' },
  { from: 'community', never: 'intake/', because: 'a community lead never holds raw answers' },
  { from: 'community', never: 'matching/', because: 'matching reads raw answers' },
  { from: 'community', never: 'token/', because: 'a community publishes; it opens nothing' },
  { from: 'token/', never: 'intake/', because: 'a token is made of a granted disclosure alone' },
  { from: 'index', never: 'practice/', because: 'the person holds no practitioner keys' },
  { from: 'index', never: 'kernel/signing', because: 'the person signs nothing, and does not load what signs' },
  { from: 'index', never: 'labels/', because: 'nothing in the logic contains a sentence' },
  { from: 'web-crypto', never: 'intake/', because: 'it seals what was granted and opens what was sealed' },
  { from: 'web-crypto', never: 'kernel/x-wing', because: 'who does not bring the hybrid suite does not pay for it' },
  { from: 'index', never: 'kernel/web-crypto', because: 'what works everywhere needs no platform' },
  { from: 'practitioner', never: 'kernel/web-crypto', because: 'what works everywhere needs no platform' },
  { from: 'index', never: 'kernel/x-wing', because: 'who does not bring the hybrid suite does not pay for it' },
  { from: 'practitioner', never: 'kernel/x-wing', because: 'who does not bring the hybrid suite does not pay for it' },
  { from: 'community', never: 'kernel/x-wing', because: 'who does not bring the hybrid suite does not pay for it' },
]

/** The holders of opaque values: an entry hands on their types, never the ways in and out. */
export const holders: readonly string[] = [
  'kernel/opaque',
  'kernel/secret-key',
  'intake/intake',
  'consent/granted',
  'consent/proposal',
  'token/opened',
]

/** Files made of data, which may be longer than a file of code. */
export const dataFiles: readonly string[] = ['labels/', 'vocabulary/core/', 'vocabulary/crosswalk/']

/** What runs outside the core: it may use what the core may not. */
export const outsideCore: readonly string[] = ['cli', 'cli/', 'store/', 'audit/']

/** What everything stands on. */
export const floor: readonly string[] = ['kernel/', 'schema/']

/** The only files that may re-export: the entries, and the names of zod that the library uses. */
export const mayReExport: readonly string[] = [
  'index',
  'practitioner',
  'community',
  'post-quantum',
  'web-crypto',
  'labels/en',
  'schema/convert',
]

export const limits = {
  fileLines: 300,
  functionLines: 60,
  /** The aim is 45 lines; so many functions may miss it. */
  functionAim: 45,
  functionsOverAim: 12,
  importDepth: 8,
} as const

/** True when a file (without extension, below src) is the place or lies in it. */
export function isIn(place: string, file: string): boolean {
  return place.endsWith('/') ? file.startsWith(place) : file === place
}
