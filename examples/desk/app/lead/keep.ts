import type { PaperName, Records } from '../device/records.js'
import { bytesOf } from '../inbox/outbox.js'
import { toBase64url } from '../profile/sign.js'
import { countsOf, textOfCounts } from './counts-text.js'
import { type Lead, leadOf, type Neighbour, textOfLead } from './lead.js'

// A lead's papers lie in the sealed store under names that say nothing: one record for the keys, some for the statements,
// one each for other communities' lists. Only whoever opens the desk learns that a community is led from it.

/** A value of the store holds 1 MiB. */
const MOST_CHARACTERS = 700_000
/** Statements fill so many records at most, and lists of others so many: some 20 MB of each. */
const MOST_PAPERS = 40
/** Other communities' lists. */
export const MOST_NEIGHBOURS = 8

type Shelf = {
  readonly lead: string
  readonly papers: number
  readonly neighbours: readonly Stacked[]
  /** In how many parts the counts lie; nothing before the first. */
  readonly counts?: number
}
type Stacked = { readonly trust: string; readonly parts: number }

/** Reads what a lead keeps; undefined on a desk from which no community is led. */
export async function readLead(records: Records): Promise<Lead | undefined> {
  const shelf = (await records.read('shelf')) as Shelf | undefined // what is written below
  const lead = shelf && leadOf(shelf.lead)
  if (shelf === undefined || lead === undefined) return undefined
  const papers = await Promise.all(numbered(shelf.papers, 0).map((name) => records.read(name)))
  const neighbours: Neighbour[] = []
  for (const [index, { trust, parts }] of shelf.neighbours.entries()) {
    const texts = await Promise.all(numbered(parts, placeOf(index)).map((name) => records.read(name)))
    neighbours.push({ trust, bytes: bytesOf(texts.join('')) })
  }
  const statements = papers.flatMap((paper) => (paper as readonly string[]).map(bytesOf)) // what is written below
  const counts = await Promise.all(numbered(shelf.counts ?? 0, COUNTS).map((name) => records.read(name)))
  return { ...lead, statements, neighbours, counts: countsOf(counts.join('')) }
}

/** Writes everything in one step; false where it is more than a desk keeps. Then what was there stays. */
export async function writeLead(records: Records, lead: Lead): Promise<boolean> {
  const papers = inPapers(lead.statements.map(toBase64url))
  const lists = lead.neighbours.map(({ trust, bytes }) => ({ trust, parts: cut(toBase64url(bytes)) }))
  if (papers.length > MOST_PAPERS || lists.length > MOST_NEIGHBOURS) return false
  if (lists.some(({ parts }) => parts.length > MOST_PARTS)) return false
  const counts = lead.counts === undefined ? [] : cut(textOfCounts(lead.counts))
  if (counts.length > MOST_COUNT_PARTS) return false
  const shelf: Shelf = {
    lead: textOfLead(lead),
    papers: papers.length,
    neighbours: lists.map(({ trust, parts }) => ({ trust, parts: parts.length })),
    counts: counts.length,
  }
  const entries = [
    ...numbered(papers.length, 0).map((name, at) => [name, papers[at]] as const),
    ...lists.flatMap(({ parts }, index) =>
      numbered(parts.length, placeOf(index)).map((name, at) => [name, parts[at]] as const),
    ),
    ...numbered(counts.length, COUNTS).map((name, at) => [name, counts[at]] as const),
  ]
  await records.writeAll([...entries, ['shelf', shelf]])
  return true
}

/** Parts of one list. */
const MOST_PARTS = 2
/** The counts lie behind the lists: a round of a hundred members, with its roll, takes half of it. */
const MOST_COUNT_PARTS = 6
const COUNTS = MOST_PAPERS + MOST_NEIGHBOURS * MOST_PARTS

function placeOf(index: number): number {
  return MOST_PAPERS + index * MOST_PARTS
}

function numbered(count: number, from: number): readonly PaperName[] {
  return Array.from({ length: count }, (_, at): PaperName => `paper-${from + at}`)
}

function inPapers(texts: readonly string[]): readonly (readonly string[])[] {
  const papers: string[][] = []
  let room = 0
  for (const text of texts) {
    if (text.length > room) {
      papers.push([])
      room = MOST_CHARACTERS
    }
    papers.at(-1)?.push(text)
    room -= text.length
  }
  return papers
}

function cut(text: string): readonly string[] {
  return text.match(new RegExp(`.{1,${MOST_CHARACTERS}}`, 'g')) ?? []
}
