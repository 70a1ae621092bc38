import type { Channel, Store } from '../recording.js'

/** What kind of thing a capability is; reports go in this order. */
export const groups = [
  'network',
  'third party',
  'storage',
  'message',
  'dynamic code',
  'other context',
  'timing',
  'own file',
  'cannot be told',
] as const

/** What kind of thing a capability is. */
export type Group = (typeof groups)[number]

/** What is known of one capability: its kind, the channel or store it leads to, and what it means. */
export type Meaning = {
  readonly group: Group
  readonly channel?: Channel
  readonly store?: Store
  /** One sentence: what code with it can do. */
  readonly says: string
}

const http = { group: 'network', channel: 'http' } as const
const foreign = { group: 'third party', channel: 'http' } as const
const untold = { group: 'cannot be told' } as const

/** Every capability a file can have, and what it means. */
export const capabilities = {
  request: { ...http, says: 'It can send anything it knows to an address.' },
  beacon: { ...http, says: 'It can send something even while the page is being closed.' },
  'element request': {
    ...http,
    says: 'It makes or changes an element that the browser fetches something for: the address can carry data.',
  },
  'style request': { ...http, says: 'It writes style rules, and a rule with url() is a request.' },
  prefetch: { ...http, says: 'The browser fetches this ahead of time.' },
  ping: { ...http, says: 'A click sends a request beside the one it is made for.' },
  report: { ...http, says: 'The browser sends reports to this address, with the address of the page in them.' },
  'identity provider': { ...http, says: 'It asks an identity provider, and the host name of that can carry data.' },
  websocket: {
    group: 'network',
    channel: 'websocket',
    says: 'It can keep a connection open and send anything through it.',
  },
  webtransport: {
    group: 'network',
    channel: 'webtransport',
    says: 'It can keep a connection open and send anything through it.',
  },
  webrtc: {
    group: 'network',
    channel: 'udp',
    says: 'It can send by UDP, TCP and name lookups, which a Content-Security-Policy does not stop.',
  },
  'name lookup': {
    group: 'network',
    channel: 'name lookup',
    says: 'The host name is looked up: whoever runs the name server sees it. No Content-Security-Policy stops that.',
  },
  connection: {
    group: 'network',
    channel: 'connection',
    says: 'A connection is opened ahead of time. No Content-Security-Policy stops that.',
  },
  navigation: {
    group: 'network',
    channel: 'navigation',
    says: 'It can lead to another address, which can carry data. No Content-Security-Policy stops that.',
  },
  'new window': {
    group: 'network',
    channel: 'navigation',
    says: 'It can open another page, whose address can carry data.',
  },
  form: { group: 'network', channel: 'navigation', says: 'A form is sent: its fields leave with it.' },
  download: { group: 'storage', channel: 'download', store: 'download', says: 'It can save a file to the device.' },
  'foreign script': { ...foreign, says: 'Code of somebody else runs in the page and sees all that the page sees.' },
  'foreign style': {
    ...foreign,
    says: 'Somebody else’s style sheet is fetched; it can also read parts of the page by its rules.',
  },
  'foreign font': {
    ...foreign,
    says: 'A font is fetched from somebody else, who learns of the visit and often of the language.',
  },
  'foreign image': { ...foreign, says: 'A picture is fetched from somebody else, who learns of the visit.' },
  'foreign frame': { ...foreign, says: 'Somebody else’s page is shown inside this one.' },
  'foreign file': { ...foreign, says: 'Something is fetched from somebody else, who learns of the visit.' },
  cookie: {
    group: 'storage',
    store: 'cookie',
    channel: 'http',
    says: 'A cookie is kept, and goes along with every request to its site.',
  },
  localStorage: {
    group: 'storage',
    store: 'localStorage',
    says: 'It is kept on the device until somebody deletes it.',
  },
  sessionStorage: { group: 'storage', store: 'sessionStorage', says: 'It is kept until the tab is closed.' },
  IndexedDB: { group: 'storage', store: 'IndexedDB', says: 'It is kept on the device until somebody deletes it.' },
  CacheStorage: {
    group: 'storage',
    store: 'CacheStorage',
    says: 'It is kept on the device until somebody deletes it.',
  },
  'file system': {
    group: 'storage',
    store: 'file system',
    says: 'It is kept in a file of the browser’s or of the device.',
  },
  'shared storage': { group: 'storage', says: 'It is kept across sites.' },
  history: {
    group: 'storage',
    store: 'history',
    says: 'It stays in the history of the browser, and may go along as a referrer.',
  },
  title: {
    group: 'storage',
    store: 'title',
    says: 'The title stands in the history, on the tab and in the list of windows.',
  },
  'window name': { group: 'storage', store: 'window name', says: 'The next page in this tab can read it.' },
  clipboard: { group: 'storage', store: 'clipboard', says: 'Every other program can read the clipboard.' },
  console: { group: 'storage', store: 'console', says: 'What is printed is collected by many error reporters.' },
  'lock name': {
    group: 'storage',
    store: 'lock name',
    says: 'Other pages of this origin can read the name of a lock.',
  },
  'performance mark': {
    group: 'storage',
    store: 'performance mark',
    says: 'Every script of the page can read it, and monitors send it.',
  },
  message: { group: 'message', channel: 'message', says: 'It sends a message to another window, worker or port.' },
  'message to anyone': {
    group: 'message',
    channel: 'message',
    says: 'It sends a message to whichever origin is in that window (target “*”).',
  },
  broadcast: { group: 'message', channel: 'message', says: 'Every page of this origin can hear it.' },
  notification: { group: 'message', says: 'It shows a notification, which the device may keep or send on.' },
  'other application': { group: 'message', says: 'It hands something to another application of the device.' },
  'code from text': { group: 'dynamic code', says: 'Text becomes code; what that does is not in the file.' },
  'markup from text': {
    group: 'dynamic code',
    says: 'Text becomes elements, and elements can fetch, navigate and run code.',
  },
  'foreign code': { group: 'dynamic code', channel: 'http', says: 'Code is loaded from another origin.' },
  compiled: { group: 'dynamic code', says: 'WebAssembly runs; what it does is not read here.' },
  worker: { group: 'other context', says: 'Code runs in a worker: the page’s headers are not the worker’s.' },
  'shared worker': { group: 'other context', says: 'Code runs in a worker that outlives the page.' },
  'service worker': {
    group: 'other context',
    says: 'Code runs after the page is closed, and sees every request of its origin.',
  },
  worklet: { group: 'other context', says: 'Code runs in a worklet.' },
  frame: { group: 'other context', says: 'Another page is shown inside this one.' },
  clock: { group: 'timing', says: 'It reads the clock.' },
  timer: { group: 'timing', says: 'It waits or repeats: when something is sent can carry data.' },
  'own file': { group: 'own file', says: 'A file is loaded from the same place as the page.' },
  'computed name': {
    ...untold,
    says: 'It takes something by a name that is worked out while it runs. Which, cannot be told.',
  },
  'handed on': { ...untold, says: 'It hands on the whole window. What is done with that cannot be told.' },
  'computed import': {
    ...untold,
    says: 'It loads code from a place that is worked out while it runs. Which, cannot be told.',
  },
  'computed element': {
    ...untold,
    says: 'It makes an element whose kind is worked out while it runs. Whether that fetches cannot be told.',
  },
  'computed attribute': {
    ...untold,
    says: 'It sets an attribute whose name is worked out while it runs. Whether that fetches cannot be told.',
  },
  unreadable: { ...untold, says: 'It could not be read as code. The names below it were only looked for as text.' },
} as const satisfies Readonly<Record<string, Meaning>>

/** What a file can reach, in closed words. */
export type Capability = keyof typeof capabilities

/** One thing that one place of one file can reach. */
export type Fact = {
  readonly capability: Capability
  readonly group: Group
  readonly channel?: Channel
  readonly store?: Store
  /** The file, from the folder, with `/`; characters that would hide or reorder text are written as `\u{…}`. */
  readonly path: string
  /** From 1. */
  readonly line: number
  /** From 1, in UTF-16 units. */
  readonly column: number
  /** How it stands there: `navigator.sendBeacon`, `<link rel="preconnect">`. */
  readonly how: string
  /** Where it leads to, when the file says so: an origin, or a host name. */
  readonly destination?: string
  readonly says: string
}

/** A fact before its place is known: by its offset in the text that was looked at. */
export type Sighting = {
  readonly capability: Capability
  /** In UTF-16 units from the beginning of the text. */
  readonly offset: number
  readonly how: string
  readonly destination?: string
}
