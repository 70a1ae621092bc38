import { vi } from 'vitest'

// Of a browser as much as the story needs, so that it is written once and told in several. Places are XPath, because every
// engine's protocol takes that; whatever is read, is read by a line of script.

/** What an engine has to bring, for a page or for a frame in it. */
export type Touch = {
  /** Runs an expression there and gives its value. */
  readonly run: (expression: string) => Promise<unknown>
  /** Presses, as a person's own mouse does, what is visible there. */
  readonly click: (place: string) => Promise<void>
  /** Writes into a field, as a person's own keys do, in the place of what stood in it. */
  readonly type: (place: string, text: string) => Promise<void>
  /** Chooses from a list that opens, where the protocol can. */
  readonly pick?: (place: string, value: string) => Promise<void>
}

/** A page or a frame, as somebody sees and uses it. */
export type Sight = {
  readonly press: (place: string) => Promise<void>
  readonly write: (place: string, text: string) => Promise<void>
  /** Chooses from a list that opens. */
  readonly pick: (place: string, value: string) => Promise<void>
  readonly appears: (place: string) => Promise<void>
  readonly vanishes: (place: string) => Promise<void>
  /** The text of everything there, as it stands now. */
  readonly texts: (place: string) => Promise<readonly string[]>
  /** What the first field there holds. */
  readonly held: (place: string) => Promise<string>
  readonly run: Touch['run']
}

/** A page of somebody who shares nothing with anybody else: no storage, no cache. */
export type Visitor = Sight & {
  readonly go: (address: string) => Promise<void>
  /** The frame of this origin, wherever it stands on the page. */
  readonly frame: (origin: string) => Promise<Sight>
  /** Presses what saves a file, and gives the file. */
  readonly saved: (place: string) => Promise<Uint8Array>
  /** Everything that was said on any console, where the engine tells. */
  readonly complaints: readonly string[]
}

/** A browser. */
export type Engine = {
  readonly name: string
  readonly visitor: () => Promise<Visitor>
  readonly close: () => Promise<void>
}

const PATIENCE = { timeout: 60_000, interval: 100 } as const

const quoted = (text: string) => (text.includes('"') ? `'${text}'` : `"${text}"`)

/** What has this id. */
export const byId = (id: string) => `//*[@id=${quoted(id)}]`
/** What is of this class. */
export const ofClass = (name: string) => `*[contains(concat(" ",normalize-space(@class)," ")," ${name} ")]`
/** The button whose words begin so, or whose name is this where it shows a sign. */
export const button = (words: string, within = '') =>
  `${within}//button[starts-with(normalize-space(.),${quoted(words)}) or @aria-label=${quoted(words)}]`
/** What is ticked or chosen by words that begin so. */
export const choice = (words: string) => `//label[starts-with(normalize-space(.),${quoted(words)})]`
/** The field under this label. */
export const field = (label: string) => `//*[@id=//label[normalize-space(.)=${quoted(label)}]/@for]`
/** Whatever says this, without what is around it. */
export const saying = (words: string) => `//*[text()[contains(.,${quoted(words)})]]`

/** An expression for everything there, as an array. */
export const found = (place: string) =>
  `((all) => Array.from({ length: all.snapshotLength }, (_, at) => all.snapshotItem(at)))(document.evaluate(${JSON.stringify(place)}, document, null, XPathResult.ORDERED_NODE_SNAPSHOT_TYPE, null))`

const isShown = (place: string) => `${found(place)}.some((one) => one.getClientRects().length > 0)`

/** Makes what the story uses of what an engine brings. */
export function sightOf({ run, click, type, pick }: Touch): Sight {
  const until = (expression: string, what: string) =>
    vi.waitFor(async () => {
      if ((await run(expression)) === true) return
      throw new Error(`${what}; the page says: ${String(await run('document.body.innerText.slice(0, 600)'))}`)
    }, PATIENCE)
  const appears = (place: string) => until(isShown(place), `never there: ${place}`)
  return {
    run,
    appears,
    vanishes: (place) => until(`!(${isShown(place)})`, `always there: ${place}`),
    press: async (place) => {
      await until(`${found(place)}.some((one) => one.getClientRects().length > 0 && !one.disabled)`, `no use: ${place}`)
      await click(place)
    },
    write: async (place, text) => {
      await appears(place)
      await type(place, text)
    },
    pick: async (place, value) => {
      await appears(place)
      if (pick !== undefined) return pick(place, value)
      // A list that opens is drawn outside the page, where no protocol reaches it.
      await run(
        `((one) => { one.value = ${JSON.stringify(value)}; one.dispatchEvent(new Event('change', { bubbles: true })) })(${found(place)}[0])`,
      )
    },
    texts: async (place) => {
      const texts = await run(`${found(place)}.map((one) => one.textContent)`)
      return texts as string[] // what the line above makes
    },
    held: async (place) => {
      await appears(place)
      return String(await run(`${found(place)}[0].value`))
    },
  }
}
