// <entrenous-intake>: puts the widget into a sandboxed frame of another origin, hands it the catalogue, and passes on what
// comes out. A plain module without dependencies, so that a host can read all of what runs on its page.
//
//   <entrenous-intake src="https://intake.harbour.example/intake.{lang}.html" languages="en es fr" leave="https://www.wikipedia.org/" keeps>
//
//   src        the widget's file; {lang} becomes the page's language where the widget has it, else the first of `languages`
//   languages  those there is a file for
//   leave      where "Leave quickly" and "Close" go, in the place of this page; without it only the event is sent
//   keeps      says that the host will keep sealed tickets: it listens for `entrenous-ticket`
//   strict     no files and no printing: the sandbox allows scripts alone
//
// The tables of what goes in and comes out stand in port.ts.

const FRAME_BYTES = 16_384
const HEADER_BYTES = 6
const RECORD_BYTES = 2144
const GREETING = 'entrenous-intake-1'
const MAX_CARD_LENGTH = 4096
const kinds = /** @type {const} */ ([undefined, 'token', 'ticket', 'closed'])

/**
 * Reads a message of the frame. It comes from a page that is trusted with the answers and not with this one: anything out
 * of the table is nothing.
 *
 * @param {unknown} data
 * @returns {{ readonly kind: 'token' | 'ticket' | 'closed', readonly body: Uint8Array } | undefined}
 */
export function readFrame(data) {
  if (!(data instanceof ArrayBuffer) || data.byteLength !== FRAME_BYTES) return undefined
  const bytes = new Uint8Array(data)
  const [first, second, version, number = 0, high = 0, low = 0] = bytes
  const kind = kinds[number]
  const length = high * 256 + low
  if (first !== 0x65 || second !== 0x77 || version !== 1 || kind === undefined) return undefined
  if (length > FRAME_BYTES - HEADER_BYTES || bytes.subarray(HEADER_BYTES + length).some((byte) => byte !== 0))
    return undefined
  if (kind === 'token' ? length !== RECORD_BYTES : kind === 'closed' ? length !== 0 : length < 3) return undefined
  return { kind, body: bytes.slice(HEADER_BYTES, HEADER_BYTES + length) }
}

/**
 * What a page of a certain language shows.
 *
 * @param {string} src
 * @param {string} languages
 * @param {string} wanted the page's language tag
 */
export function addressOf(src, languages, wanted) {
  const all = languages.split(/\s+/).filter((one) => one !== '')
  const bare = wanted.toLowerCase().split('-')[0] ?? ''
  return src.replace('{lang}', all.includes(bare) ? bare : (all[0] ?? 'en'))
}

/** @typedef {{ readonly catalogue: ArrayBuffer, readonly records?: ArrayBuffer, readonly tickets?: ArrayBuffer, readonly card?: string }} Given */

export class EntrenousIntake extends HTMLElement {
  /** @type {MessagePort | undefined} */
  #port
  /** @type {HTMLIFrameElement | undefined} */
  #frame
  #hasLoaded = false

  connectedCallback() {
    if (this.#frame !== undefined) return
    const strict = this.hasAttribute('strict')
    const frame = document.createElement('iframe')
    // Neither same origin nor forms, pop-ups or navigation of this page. Printing needs modals, saving needs downloads.
    frame.setAttribute('sandbox', strict ? 'allow-scripts' : 'allow-scripts allow-downloads allow-modals')
    frame.setAttribute('referrerpolicy', 'no-referrer')
    frame.setAttribute('allow', '')
    frame.title = this.getAttribute('label') ?? 'Questions'
    // Of a fixed size: how much is shown inside says nothing to this page.
    frame.style.cssText = 'display:block;inline-size:100%;block-size:100%;border:0'
    frame.addEventListener('load', () => this.#greet())
    frame.src = addressOf(this.getAttribute('src') ?? '', this.getAttribute('languages') ?? 'en', this.#language())
    this.#frame = frame
    this.attachShadow({ mode: 'closed' }).append(frame)
  }

  disconnectedCallback() {
    this.#end()
  }

  /**
   * Hands over what the widget works with; once, before or after the frame has loaded.
   *
   * @param {Given} given the catalogue as it was fetched; whole records of the board; the tickets kept, as the event gave them;
   * the card, as it stands in this page's address from its # on
   */
  give({ catalogue, records = new ArrayBuffer(0), tickets = new ArrayBuffer(0), card = '' }) {
    const offers = (this.hasAttribute('keeps') ? 1 : 0) + (this.hasAttribute('strict') ? 0 : 2)
    // One that is too long is none, and the frame says so; without one the message is what it always was.
    this.#given = [offers, catalogue, records, tickets, ...(card === '' ? [] : [card.slice(0, MAX_CARD_LENGTH)])]
    this.#hand()
  }

  /** @type {readonly unknown[] | undefined} */
  #given

  #language() {
    return this.closest('[lang]')?.getAttribute('lang') ?? 'en'
  }

  #greet() {
    // A frame that loads twice has gone elsewhere: it gets nothing.
    if (this.#hasLoaded) return this.#end()
    this.#hasLoaded = true
    const { port1, port2 } = new MessageChannel()
    this.#port = port1
    port1.onmessage = ({ data }) => this.#receive(data)
    // The frame's origin is opaque and has no name. What goes with this message is a port, and nothing else.
    this.#frame?.contentWindow?.postMessage(GREETING, '*', [port2])
    this.#hand()
  }

  #hand() {
    if (this.#port === undefined || this.#given === undefined) return
    this.#port.postMessage(this.#given)
    this.#given = undefined
  }

  /** @param {unknown} data */
  #receive(data) {
    const frame = readFrame(data)
    if (frame === undefined) return this.#end()
    const { kind, body } = frame
    if (kind === 'closed') this.#end()
    this.dispatchEvent(
      new CustomEvent(`entrenous-${kind}`, { bubbles: true, detail: kind === 'closed' ? undefined : body }),
    )
    const leave = this.getAttribute('leave')
    if (kind === 'closed' && leave !== null) location.replace(leave)
  }

  #end() {
    this.#port?.close()
    this.#port = undefined
    this.#given = undefined
    this.#frame?.remove()
    this.#frame = undefined
  }
}

if (!customElements.get('entrenous-intake')) customElements.define('entrenous-intake', EntrenousIntake)
