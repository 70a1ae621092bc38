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
  // Several communities side by side: public data alone. Matching over them reads answers, and is in matching/.
  {
    of: 'federation/',
    may: ['kernel/', 'schema/', 'vocabulary/', 'statement/', 'descriptor/', 'trust/', 'catalogue/'],
  },
  { of: 'intake/', may: ['kernel/', 'schema/', 'vocabulary/'] },
  { of: 'matching/', may: ['kernel/', 'schema/', 'vocabulary/', 'descriptor/', 'catalogue/', 'intake/'] },
  {
    of: 'matching/federated',
    may: ['kernel/', 'schema/', 'vocabulary/', 'descriptor/', 'catalogue/', 'intake/', 'federation/'],
  },
  {
    of: 'matching/federated-words',
    may: ['kernel/', 'vocabulary/', 'catalogue/', 'intake/', 'federation/mappings'],
  },
  {
    of: 'matching/federated-match',
    may: ['kernel/', 'vocabulary/', 'federation/'],
    own: ['matching/match'],
    typesOnly: true,
  },
  { of: 'matching/match', may: ['kernel/', 'vocabulary/', 'descriptor/', 'catalogue/'], own: 'leaf', typesOnly: true },
  // Every other file of consent works on what has been drafted, not on the answers.
  {
    of: 'consent/',
    may: ['kernel/', 'schema/', 'vocabulary/'],
    own: [...leaves, 'consent/proposal', 'consent/rules'],
  },
  { of: 'consent/proposal', may: ['kernel/', 'schema/', 'vocabulary/'], own: leaves },
  { of: 'consent/disclosure', may: ['kernel/', 'schema/', 'vocabulary/'], own: 'leaf' },
  // What was disclosed, in words: the practitioner's side reads it too, and it knows nothing but what was disclosed.
  { of: 'consent/disclosed-text', may: ['kernel/', 'schema/', 'vocabulary/'], own: ['consent/disclosure'] },
  {
    of: 'consent/text',
    may: ['kernel/', 'schema/', 'vocabulary/'],
    own: ['consent/disclosed-text', 'consent/disclosure', 'consent/proposal'],
  },
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
  // What is shown beside a disclosure: public statements of the recipient.
  {
    of: 'consent/preview',
    may: ['kernel/', 'matching/match', 'trust/', 'descriptor/'],
    own: [...leaves, 'consent/proposal'],
  },
  { of: 'token/', may: ['kernel/', 'schema/', 'board/record', ...leaves] },
  {
    of: 'token/reply-text',
    may: ['kernel/', 'vocabulary/labels', 'vocabulary/sentence', ...leaves],
    own: ['token/read-reply'],
  },
  { of: 'practice/', may: ['kernel/', 'schema/', 'token/', ...leaves] },
  // What everybody can see of a board: it reaches no key that opens, no token and no disclosure.
  { of: 'board/', may: ['kernel/', 'schema/'] },
  // A store seals through practice, and sees no token, key or disclosure; the driver of a database in Node is handed to it.
  { of: 'store/', may: ['kernel/result', 'practice/store', 'practice/sealed-store'], own: 'leaf' },
  {
    of: 'store/browser',
    may: ['kernel/result', 'practice/store', 'practice/sealed-store'],
    own: 'leaf',
    packages: ['idb'],
  },
  {
    of: 'community/',
    may: ['kernel/', 'schema/', 'vocabulary/', 'statement/', 'descriptor/', 'trust/', 'catalogue/'],
  },
  // Conversions at the edge: each reads what it converts. This one reads facts that hold no value.
  {
    of: 'interop/consent-record',
    may: ['kernel/', 'consent/record-facts'],
    own: ['interop/consent-record/'],
  },
  {
    of: 'interop/consent-record/',
    may: ['kernel/', 'schema/', 'consent/disclosure', 'consent/record-facts'],
    own: ['interop/consent-record/'],
  },
  // Events, which are public, for calendars: it knows their form and writes none of their words unless told.
  { of: 'interop/ical', may: ['vocabulary/calendar-words'], own: ['interop/ical/'], typesOnly: true },
  {
    of: 'interop/ical/',
    may: [
      'kernel/',
      'vocabulary/calendar-words',
      'descriptor/event',
      'descriptor/offer',
      'descriptor/zone',
      'catalogue/entry',
    ],
    own: ['interop/ical/'],
  },
  // Whom to turn to: it stands on the floor alone, and only its own entry imports it. Its words are sentences, not answers.
  { of: 'safety/', may: ['kernel/', 'schema/'] },
  { of: 'safety/text', may: ['kernel/', 'vocabulary/labels', 'vocabulary/concept', 'vocabulary/sentence'] },
  // What is handed on: public statements, held against the catalogue. Of matching it knows the form of what was found.
  {
    of: 'cards/',
    may: [
      'kernel/',
      'statement/',
      'trust/',
      'catalogue/',
      'matching/match',
      'vocabulary/card-words',
      'vocabulary/sentence',
    ],
  },
  // What to say on the telephone: words of what was chosen and of what is public. The answers stay behind consent/propose.
  {
    of: 'call-sheet/',
    may: [
      'kernel/',
      'vocabulary/',
      'catalogue/entry',
      'matching/match',
      'matching/text',
      'consent/disclosure',
      'consent/disclosed-text',
    ],
  },
  // A description tried on made-up people: the real match on a catalogue of one. It opens no intake and proves nothing.
  {
    of: 'rehearsal/',
    may: [
      'kernel/',
      'schema/shape',
      'vocabulary/',
      'statement/body',
      'statement/statement',
      'descriptor/',
      'catalogue/entry',
      'catalogue/row',
      'catalogue/columns',
      'catalogue/write-columns',
      'intake/answers',
      'intake/read',
      'matching/match',
      'matching/run',
    ],
  },
  // Totals of a community. It knows days and counts, and neither who was counted nor what anybody disclosed.
  {
    of: 'measurement/',
    may: [
      'kernel/',
      'schema/',
      'statement/',
      'vocabulary/labels',
      'vocabulary/measurement-words',
      'vocabulary/sentence',
    ],
  },
  // What becomes a file that somebody opens: elements as values, in which a text stays one. It knows nothing of what it shows.
  { of: 'page/', may: [] },
  // What was counted, as a page. It reads signed files through what verifies them, and has no other way to a number.
  {
    of: 'epoch-report/',
    may: [
      'kernel/',
      'page/',
      'measurement/bands',
      'measurement/cohort',
      'measurement/cohort-text',
      'measurement/epoch',
      'measurement/metric-table',
      'measurement/release',
      'measurement/release-body',
      'measurement/round',
      'vocabulary/labels',
      'vocabulary/epoch-report-words',
      'vocabulary/sentence',
    ],
  },
  // What a person's device keeps of itself signs nothing and knows no statement.
  {
    of: 'measurement/person-ledger',
    may: ['kernel/', 'schema/'],
    own: ['measurement/epoch', 'measurement/gate', 'measurement/randomise'],
  },
  // The audit looks at a page from outside, whoever made it: it knows nothing of intakes, tokens or keys.
  {
    of: 'audit/static/',
    may: ['audit/', 'kernel/result', 'schema/'],
    packages: ['node:', 'meriyah', 'parse5', '@csstools/css-tokenizer'],
  },
  // What a planted answer may have become. Nothing here is sealed or opened: Node's digests and unpackers are for looking.
  { of: 'audit/search/', may: ['audit/planted'] },
  { of: 'audit/search/digests', may: [], own: 'leaf', packages: ['node:'] },
  { of: 'audit/search/encodings', may: [], own: ['audit/search/'], packages: ['node:'] },
  {
    of: 'audit/search/packed',
    may: [],
    own: ['audit/search/bytes', 'audit/search/decoder', 'audit/search/packed-shape', 'audit/search/profile'],
    packages: ['node:', 'lz-string'],
  },
  // What a test suite of somebody else imports: it starts no browser and reads no file.
  { of: 'audit/testing/', may: ['audit/planted'] },
  // What judges works on what was recorded: it starts nothing, opens nothing and reads no file.
  { of: 'audit/declared/', may: ['schema/', 'audit/fault', 'audit/finding', 'audit/recording'], packages: ['node:'] },
  { of: 'audit/compare/', may: ['audit/finding', 'audit/recording'], packages: ['node:'] },
  {
    of: 'audit/report/',
    may: [
      'audit/declared/data-flow',
      'audit/fault',
      'audit/finding',
      'audit/judge',
      'audit/masking',
      'audit/order-findings',
      'audit/planted',
      'audit/recording',
      'audit/seen',
      'page/',
    ],
    packages: ['node:'],
  },
  // What drives a form: it reads files and speaks the protocol, and opens neither files nor connections itself.
  { of: 'audit/flow/', may: ['audit/browser/', 'audit/fault', 'audit/planted', 'audit/recording', 'schema/'] },
  { of: 'audit/', may: ['audit/', 'kernel/result', 'schema/'], packages: ['node:'] },
  // Entries: each its own rooms.
  { of: 'index', may: personsSide, own: 'leaf' },
  {
    of: 'practitioner',
    may: [
      'kernel/',
      'vocabulary/',
      'statement/',
      'descriptor/',
      'token/',
      'practice/',
      'consent/disclosed-text',
      ...leaves,
    ],
    own: 'leaf',
  },
  {
    of: 'community',
    may: ['kernel/', 'vocabulary/', 'statement/', 'descriptor/', 'trust/', 'catalogue/', 'community/'],
    own: 'leaf',
  },
  {
    of: 'trust',
    may: ['kernel/', 'vocabulary/', 'statement/', 'trust/', 'catalogue/', 'community/'],
    own: 'leaf',
  },
  { of: 'federation', may: ['kernel/', 'vocabulary/', 'catalogue/', 'federation/', 'matching/'], own: 'leaf' },
  { of: 'ticket', may: ['kernel/', 'token/'], own: 'leaf' },
  { of: 'passphrase', may: ['kernel/'], own: 'leaf' },
  { of: 'pieces', may: ['kernel/', 'catalogue/'], own: 'leaf' },
  { of: 'cards', may: ['kernel/', 'trust/', 'vocabulary/card-words', 'cards/'], own: 'leaf' },
  { of: 'follow-up', may: ['kernel/', 'token/', ...leaves], own: 'leaf' },
  { of: 'post-quantum', may: ['kernel/'], own: 'leaf' },
  { of: 'web-crypto', may: ['kernel/', 'token/', ...leaves], own: 'leaf' },
  { of: 'board', may: ['kernel/', 'board/'], own: 'leaf' },
  { of: 'safety', may: ['kernel/', 'safety/'], own: 'leaf' },
  { of: 'rehearsal', may: ['kernel/', 'vocabulary/', 'descriptor/', 'rehearsal/'], own: 'leaf' },
  {
    of: 'call-sheet',
    may: [
      'kernel/',
      'vocabulary/',
      'call-sheet/',
      'matching/match',
      'consent/propose',
      'consent/disclosure',
      'intake/intake',
    ],
    own: 'leaf',
  },
  { of: 'measurement', may: ['kernel/', 'measurement/'], own: 'leaf' },
  { of: 'epoch-report', may: ['kernel/', 'page/', 'epoch-report/'], own: 'leaf' },
  { of: 'person-ledger', may: ['kernel/', 'measurement/'], own: 'leaf' },
  { of: 'audit', may: ['audit/'], own: 'leaf' },
  { of: 'testing', may: ['audit/'], own: 'leaf' },
  {
    of: 'cli',
    may: [...personsSide, 'practice/', 'community/', 'board/', 'store/', 'labels/', 'cli/'],
    packages: ['node:'],
  },
  {
    of: 'cli/',
    may: [
      ...personsSide,
      'practice/',
      'community/',
      'board/',
      'store/',
      'labels/',
      'audit/',
      // A community's public events as a file that whoever publishes puts beside the list.
      'interop/ical/',
      // Which lists a host may join: whoever publishes looks at them before.
      'federation/',
      'index',
      'practitioner',
      'community',
    ],
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
  ...['intake/', 'matching/', 'consent/', 'token/'].map((never) => ({
    from: 'trust',
    never,
    because: 'what members say of one another has nothing to do with who seeks',
  })),
  ...['trust/endorsements', 'trust/endorsement-format', 'catalogue/endorsed', 'statement/sign'].map((never) => ({
    from: 'matching/',
    never,
    because: 'a colleague’s word reaches the score as the publisher’s bounded step and in no other way',
  })),
  ...['community/', 'practice/', 'measurement/', 'board/', 'catalogue/publish'].map((never) => ({
    from: 'matching/',
    never,
    because: 'no credit, payment, count or place in a list moves anybody up',
  })),
  { from: 'matching/', never: 'trust/state', because: 'who introduced whom moves nobody up' },
  { from: 'index', never: 'trust/state', because: 'a device holds each entry against its own approvals' },
  { from: 'token/', never: 'intake/', because: 'a token is made of a granted disclosure alone' },
  { from: 'store/', never: 'token/', because: 'a store keeps sealed bytes, whatever they say' },
  { from: 'store/', never: 'consent/', because: 'a store keeps sealed bytes, whatever they say' },
  { from: 'index', never: 'practice/', because: 'the person holds no practitioner keys' },
  { from: 'index', never: 'kernel/signing', because: 'the person signs nothing, and does not load what signs' },
  { from: 'index', never: 'labels/', because: 'nothing in the logic contains a sentence' },
  { from: 'pieces', never: 'intake/', because: 'what is fetched cannot depend on an answer' },
  { from: 'pieces', never: 'matching/', because: 'what is fetched cannot depend on an answer' },
  { from: 'federation/', never: 'intake/', because: 'which communities are joined cannot depend on an answer' },
  { from: 'federation', never: 'kernel/signing', because: 'the person signs nothing' },
  { from: 'index', never: 'federation/', because: 'who looks in one community pays for no other' },
  { from: 'ticket', never: 'intake/', because: 'a ticket holds nothing that was disclosed' },
  { from: 'ticket', never: 'kernel/signing', because: 'the person signs nothing' },
  { from: 'passphrase', never: 'kernel/signing', because: 'it keeps bytes, whatever they are' },
  { from: 'cards', never: 'intake/', because: 'a card is read without any answer' },
  { from: 'cards', never: 'token/', because: 'a card carries nothing to anybody' },
  { from: 'cards', never: 'kernel/signing', because: 'the person signs nothing' },
  { from: 'matching/', never: 'cards/', because: 'who suggests somebody moves nobody up' },
  { from: 'matching/', never: 'measurement/', because: 'what was counted, given or received moves nobody up' },
  { from: 'matching/', never: 'trust/hostings', because: 'who hosts moves nothing up' },
  { from: 'catalogue/columns', never: 'measurement/', because: 'what is matched holds no total' },
  { from: 'matching/', never: 'trust/card-formats', because: 'who suggests somebody moves nobody up' },
  { from: 'follow-up', never: 'intake/', because: 'it seals what was granted and reads what was answered' },
  { from: 'follow-up', never: 'kernel/signing', because: 'the person signs nothing' },
  { from: 'follow-up', never: 'practice/', because: 'the person holds no practitioner keys' },
  { from: 'interop/', never: 'intake/', because: 'a conversion never holds raw answers' },
  { from: 'interop/', never: 'matching/', because: 'matching reads raw answers' },
  ...['consent/', 'token/', 'practice/', 'store/'].map((never) => ({
    from: 'interop/ical',
    never,
    because: 'a calendar holds nothing that was disclosed',
  })),
  { from: 'interop/consent-record', never: 'token/', because: 'a record needs no secret of a token' },
  { from: 'interop/consent-record', never: 'practice/', because: 'a record is made from facts, on either side' },
  { from: 'interop/consent-record', never: 'kernel/secret-key', because: 'a record needs no key' },
  { from: 'web-crypto', never: 'intake/', because: 'it seals what was granted and opens what was sealed' },
  { from: 'web-crypto', never: 'kernel/x-wing', because: 'who does not bring the hybrid suite does not pay for it' },
  { from: 'board/', never: 'token/', because: 'a board knows no contents' },
  { from: 'board/', never: 'intake/', because: 'a board knows no contents' },
  { from: 'board', never: 'kernel/hpke', because: 'who serves a board opens nothing' },
  ...['intake/', 'matching/', 'consent/', 'token/', 'practice/', 'store/', 'board/', 'interop/', 'descriptor/'].map(
    (never) => ({
      from: 'safety',
      never,
      because: 'that somebody needed help can reach no token and no record',
    }),
  ),
  { from: 'call-sheet/', never: 'intake/', because: 'a call sheet says what was chosen, and reads no answers' },
  { from: 'call-sheet', never: 'token/', because: 'a call sheet seals nothing' },
  { from: 'call-sheet', never: 'kernel/signing', because: 'the person signs nothing' },
  ...['consent/', 'token/', 'practice/', 'community/', 'store/', 'board/'].map((never) => ({
    from: 'rehearsal',
    never,
    because: 'a rehearsal is about made-up people: nothing of it can be agreed to, sealed, kept or published',
  })),
  ...['intake/', 'matching/', 'consent/', 'token/', 'practice/', 'catalogue/', 'descriptor/'].map((never) => ({
    from: 'measurement/',
    never,
    because: 'what is counted is days, never what anybody disclosed',
  })),
  ...['intake/', 'matching/', 'consent/', 'token/', 'practice/', 'catalogue/', 'descriptor/', 'store/'].map(
    (never) => ({
      from: 'epoch-report',
      never,
      because: 'a report of totals can reach nobody who was counted',
    }),
  ),
  {
    from: 'epoch-report',
    never: 'measurement/journal',
    because: 'a report is made of releases, never of what they count',
  },
  { from: 'person-ledger', never: 'kernel/signing', because: 'the person signs nothing' },
  { from: 'person-ledger', never: 'statement/', because: 'what the person keeps is published by nobody' },
  { from: 'index', never: 'measurement/', because: 'who looks for help is counted by nobody' },
  ...['intake/', 'matching/', 'consent/', 'token/', 'practice/'].map((never) => ({
    from: 'audit/',
    never,
    because: 'what judges an integration holds nothing of it',
  })),
  ...['audit/static/', 'audit/browser/', 'audit/search/', 'audit/capture/'].map((never) => ({
    from: 'audit/testing/',
    never,
    because: 'a test suite brings its own browser, and pays for no other',
  })),
  ...['index', 'practitioner', 'community', 'board', 'store/'].map((from) => ({
    from,
    never: 'audit/',
    because: 'what drives a browser runs beside the library, never in it',
  })),
  { from: 'consent/preview', never: 'intake/', because: 'what is shown of a recipient holds no answers' },
  { from: 'safety', never: 'kernel/random', because: 'nothing of it is drawn, kept or counted' },
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
export const outsideCore: readonly string[] = ['cli', 'cli/', 'store/', 'audit', 'audit/', 'testing']

/** What everything stands on. */
export const floor: readonly string[] = ['kernel/', 'schema/']

/** The only files that may re-export: the entries, and the names of zod that the library uses. */
export const mayReExport: readonly string[] = [
  'index',
  'practitioner',
  'community',
  'trust',
  'federation',
  'post-quantum',
  'web-crypto',
  'ticket',
  'passphrase',
  'pieces',
  'cards',
  'follow-up',
  'board',
  'safety',
  'call-sheet',
  'rehearsal',
  'measurement',
  'epoch-report',
  'person-ledger',
  'audit',
  'testing',
  'interop/consent-record',
  'interop/ical',
  'labels/en',
  'labels/es',
  'labels/fr',
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
