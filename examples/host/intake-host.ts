// What a page around the intake does, whatever it is made with: it fetches what is the same for everybody, hands it over
// before the first question, and passes on what comes out sealed. It never sees an answer.
import { type Board, openSegment, readBoard, readSegmentList } from 'entrenous/board'
import type { EntrenousIntake } from '../widget/element.js'

/** Where things are; public, and the same for everybody. */
export type Places = {
  /** The catalogue: one address, one file. */
  readonly catalogue: string
  /** The board's `board.json`; absent where the community has no board. */
  readonly board?: string
}

/** What became of what came out: a sealed token, or a note that was to be kept and could not be. */
export type Delivery = 'delivered' | 'undelivered' | 'unkept'

// No cookie, no referrer: a request says that somebody opened this page, and nothing else.
const quietly = { credentials: 'omit', referrerPolicy: 'no-referrer' } as const

async function fetched(address: string, cache: RequestCache): Promise<ArrayBuffer> {
  const answer = await fetch(address, { ...quietly, cache })
  if (!answer.ok) throw new Error('the server did not give what it should')
  return answer.arrayBuffer()
}

const textOf = (bytes: ArrayBuffer): string => new TextDecoder().decode(bytes)

/** Reads the board's description; undefined where there is none, or it does not answer. */
async function boardAt(address: string | undefined): Promise<Board | undefined> {
  if (address === undefined) return undefined
  const text = await fetched(address, 'default').then(textOf, () => '')
  const board = readBoard(text)
  return board.ok ? board.value : undefined
}

/** Takes everything the board keeps, always, whoever asks: only so does a fetch say nothing about what is awaited. */
async function recordsOf(board: Board): Promise<ArrayBuffer> {
  const list = readSegmentList(textOf(await fetched(`${board.address}segments.json`, 'no-store')), board)
  if (!list.ok) return new ArrayBuffer(0)
  const all: Uint8Array[] = []
  const { segments } = list.value
  for (const [nth, segment] of segments.entries()) {
    // The last one grows: a minute-old copy of it would not fit the list, and hide the answer that came since.
    const cache = nth === segments.length - 1 ? 'no-store' : 'default'
    const bytes = new Uint8Array(await fetched(`${board.address}segments/${segment.name}`, cache))
    const records = openSegment(bytes, segment, board)
    if (records.ok) all.push(...records.value)
  }
  return new Blob(all.map((record) => new Uint8Array(record))).arrayBuffer()
}

/** Posts a sealed record; a board takes one it has only once, so posting again does no harm. */
async function post(board: Board, record: Uint8Array, tries = 3): Promise<Delivery> {
  for (let nth = 0; nth < tries; nth++) {
    const body = new Uint8Array(record)
    const answer = await fetch(`${board.address}records`, { ...quietly, method: 'POST', body }).catch(() => undefined)
    if (answer?.ok) return 'delivered'
  }
  return 'undelivered'
}

// Sealed under the person's own words before they come here: this page can keep them and cannot read them. The name says
// nothing, and every page of the site that stores something may have one like it.
const KEPT = 'kept'

/** Keeps them; false where the browser keeps nothing, because it is full or told so. */
function keep(tickets: Uint8Array): boolean {
  try {
    localStorage.setItem(KEPT, btoa(String.fromCharCode(...tickets)))
    return true
  } catch {
    return false
  }
}

/** What was kept; nothing where it cannot be read, so that somebody with a spoilt note can still ask anew. */
function kept(): ArrayBuffer {
  try {
    const text = atob(localStorage.getItem(KEPT) ?? '')
    return Uint8Array.from(text, (sign) => sign.charCodeAt(0)).buffer
  } catch {
    return new ArrayBuffer(0)
  }
}

/**
 * Takes the card that came in the link out of this page's address: browsers send no server what stands behind the `#`, and
 * whoever looks at the screen or goes back need not see it either. Any other fragment is somebody else's and stays.
 */
function takenCard(): string {
  const { hash, pathname, search } = location
  if (!hash.startsWith('#card=')) return ''
  history.replaceState(history.state, '', pathname + search)
  return hash
}

/**
 * Serves one <entrenous-intake>: fetches, hands over, delivers, keeps.
 *
 * Everything is fetched before anything is handed over, so that no request falls between the first question and the click
 * that consents.
 *
 * @param element - in the document, with `keeps`.
 * @param places - where the catalogue and the board are.
 * @param told - hears what became of each sealed token, and of a note that could not be kept.
 * @returns settles when the widget has what it works with; rejects where the catalogue cannot be had.
 */
export async function serveIntake(
  element: EntrenousIntake,
  places: Places,
  told: (delivery: Delivery) => void,
): Promise<void> {
  const [catalogue, board] = await Promise.all([fetched(places.catalogue, 'default'), boardAt(places.board)])
  const records = board && (await recordsOf(board).catch(() => undefined))
  element.addEventListener('entrenous-token', (event) => {
    const { detail } = event as CustomEvent<Uint8Array> // the element's own event
    if (board === undefined) told('undelivered')
    else void post(board, detail).then(told)
  })
  element.addEventListener('entrenous-ticket', (event) => {
    if (!keep((event as CustomEvent<Uint8Array>).detail)) told('unkept')
  })
  // Only now: where the list could not be had, the page is opened again, and the card with it.
  element.give({ catalogue, tickets: kept(), card: takenCard(), ...(records && { records }) })
}
