import { createHash } from 'node:crypto'
import type { Hit } from '../../src/audit/masking.js'
import type { Answer } from '../../src/audit/planted.js'
import type { Channel, Departure, Phase, Recording, Remainder, Store } from '../../src/audit/recording.js'

// Made-up recordings of made-up pages, so that what is said about them can be tested without a browser.

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

/** What a departure is, but for what every one has. */
export type Sketch = {
  readonly url?: string
  readonly to?: string
  readonly body?: string | Uint8Array
  readonly headers?: Readonly<Record<string, string>>
  readonly verb?: string
  readonly channel?: Channel
  readonly at?: number
  readonly phase?: Phase
  readonly kind?: string
  readonly visit?: number
}

/** A request of the page after the click, unless told. */
export function departure(sketch: Sketch = {}): Departure {
  const { url = 'http://board.test/records', verb = sketch.body === undefined ? 'GET' : 'POST' } = sketch
  const body = typeof sketch.body === 'string' ? bytesOf(sketch.body) : sketch.body
  const hasUrl = sketch.to === undefined
  return {
    channel: sketch.channel ?? 'http',
    seenBy: ['protocol', 'servers'],
    at: sketch.at ?? 0,
    phase: sketch.phase ?? 'consented',
    from: { kind: sketch.kind ?? 'page', origin: 'http://page.test' },
    destination: sketch.to ?? new URL(url).origin,
    ...(hasUrl && { verb }),
    parts: [
      ...(hasUrl ? [{ name: 'url', bytes: bytesOf(url) }] : []),
      ...Object.entries(sketch.headers ?? {}).map(([name, value]) => ({ name, bytes: bytesOf(value) })),
      ...(body === undefined ? [] : [{ name: 'body', bytes: body }]),
    ],
    ...(sketch.visit !== undefined && { visit: sketch.visit }),
  }
}

/** Something kept. */
export function remainder(store: Store, key: string, value: string, origin = 'http://page.test'): Remainder {
  return { store, key, bytes: bytesOf(value), origin }
}

/** A recording of one visit, in which the page itself was fetched first. */
export function recording(sketches: readonly Sketch[], more: Partial<Recording> = {}): Recording {
  const page = departure({ url: 'http://page.test/', channel: 'navigation', phase: 'opening' })
  return {
    departures: [page, ...sketches.map(departure)],
    remainders: [],
    methods: ['protocol', 'net-log', 'servers', 'names', 'state'],
    blind: [],
    browser: 'Chromium 156.0.8078.79',
    containment: 'namespace',
    seeded: true,
    ...more,
  }
}

/** Asha's answers: a story nobody is to know, a choice, and an address that she agrees to share. */
export function answers(story: string, choice = 'sleep', contact = 'q7Rt2mZx9KpL'): readonly Answer[] {
  return [
    { field: 'story', text: story, planted: true, consented: false },
    { field: 'need', text: choice, planted: false, consented: false },
    { field: 'contact', text: contact, planted: true, consented: true },
  ]
}

export const firstAnswers = answers('h4Kq9ZtWb2Xc')
export const otherAnswers = answers('n8Vd3RyLm6PsQa', 'worry')

/** A search for a dozen forms; the real one knows many more. */
export function finder(all: readonly (readonly Answer[])[] = [firstAnswers, otherAnswers]) {
  const planted = all.flat().filter((one) => one.planted)
  const forms = planted.flatMap(({ field, text }) =>
    formsOf(text).map(([encoding, form]) => ({ field, encoding, form })),
  )
  return (bytes: Uint8Array): readonly Hit[] => {
    const text = Buffer.from(bytes).toString('latin1')
    const distinct = new Map<string, Hit>()
    for (const { field, encoding, form } of forms) {
      if (!text.includes(form)) continue
      distinct.set(`${field} ${encoding}`, { field, encoding: [encoding], excerpt: `…${'▒'.repeat(3)}…` })
    }
    return [...distinct.values()]
  }
}

/** Forms in which an answer can stand in a text. */
export function formsOf(text: string): readonly (readonly [string, string])[] {
  const bytes = Buffer.from(text)
  const aligned = [0, 1, 2].map((shift) => {
    const encoded = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64')
    return encoded.slice(shift === 0 ? 0 : 4, Math.floor(((shift + bytes.length) * 8) / 24) * 4)
  })
  const each = (write: (code: number) => string): string => [...text].map((one) => write(one.charCodeAt(0))).join('')
  return [
    ['plain', text],
    ['lower case', text.toLowerCase()],
    ['upper case', text.toUpperCase()],
    ['reversed', [...text].reverse().join('')],
    ['hex', bytes.toString('hex')],
    ['url', each((code) => `%${code.toString(16).padStart(2, '0')}`)],
    ['html', each((code) => `&#${code};`)],
    ['html, hex', each((code) => `&#x${code.toString(16)};`)],
    ['unicode', each((code) => `\\u${code.toString(16).padStart(4, '0')}`)],
    ['spaced', [...text].join(' ')],
    ['sha256', createHash('sha256').update(text).digest('hex')],
    ...aligned.map((form): readonly [string, string] => ['base64', form]),
  ]
}
