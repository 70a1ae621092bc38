import { describe, expect, it } from 'vitest'
import type { Catalogue } from '../../../src/catalogue/catalogue.js'
import { openCatalogue } from '../../../src/catalogue/open.js'
import { approve } from '../../../src/community/sign.js'
import { after, days } from '../../../src/kernel/time.js'
import { match } from '../../../src/matching/run.js'
import { intakeOf } from '../../support/answers.js'
import { must, NOW, publishSample, sampleCatalogue, samplePractitioner } from '../../support/catalogue.js'
import { contrive, type ForgedRow, pileOf } from '../../support/forge.js'
import { seed } from '../../support/match-run.js'

const { community: harbour, chen, billie, statements, published, catalogue } = sampleCatalogue()
const panic = intakeOf({ needs: [{ concept: 'anxiety.panic' }] })
const open = (file: Uint8Array, now = NOW) =>
  must(openCatalogue(file, { trust: [harbour.keys.root.publicKey], lastSeen: 'first-use', now }))
const shown = (opened: Catalogue, options: { limit?: number; exploration?: boolean; diversity?: number } = {}) => {
  const { matches, maybe, counts, rejected } = match(panic, opened, { now: NOW, seed, ...options })
  return { names: [...matches, ...maybe].map(({ name }) => name), counts, rejected }
}

/** A publisher says of Billie what Chen says of himself, so that she is found for panic. */
const falsified = contrive(published.bytes, pileOf(statements), {
  signer: harbour.keys.publishing,
  rows: (made) => {
    const factsOf = (id: string) => made.find(({ subject }) => subject === id)?.row.facts ?? []
    const asChen = ({ row, subject }: ForgedRow) =>
      subject === billie.keys.id ? { row: { ...row, facts: factsOf(chen.keys.id) }, subject } : { row, subject }
    return made.map(asChen)
  },
})
const row = [chen.keys.id, billie.keys.id].sort().indexOf(billie.keys.id)

describe('whoever does not stand up to their own statements', () => {
  const sound = shown(catalogue)

  it('is in no list and no count, and named by row and code', () => {
    const { names, counts, rejected } = shown(open(falsified))
    expect(sound.rejected).toEqual([])
    expect(names).toEqual(sound.names.filter((name) => name !== 'Billie Ashdown'))
    expect(counts.considered).toBe(sound.counts.considered - 1)
    expect(counts.matches + counts.maybe + counts.excluded).toBe(counts.considered)
    expect(rejected).toEqual([{ row, code: 'catalogue_row_mismatch' }])
  })

  it('leaves their place to the next', () => {
    const { names, rejected } = shown(open(falsified), { limit: 2, diversity: 300 })
    expect(names.slice(0, 2)).toHaveLength(2)
    expect(names).not.toContain('Billie Ashdown')
    expect(rejected).toHaveLength(1)
  })

  it('leaves the place left to chance to somebody else as well', () => {
    for (let nth = 0; nth < 16; nth++) {
      const one = { now: NOW, seed: nth.toString(16).repeat(32), limit: 2, exploration: true }
      const { matches, rejected } = match(panic, open(falsified), one)
      expect(matches.map(({ name }) => name)).not.toContain('Billie Ashdown')
      expect(rejected.length).toBeLessThan(2)
    }
  })

  it('may also be one whose approval has ended since the catalogue was published', () => {
    const asha = samplePractitioner('Asha')
    const brief = must(approve(asha.descriptor, harbour.keys, { now: NOW, expiresIn: days(1) }))
    const file = publishSample(harbour, [...statements, asha.descriptor, asha.presence, brief]).bytes
    expect(shown(open(file)).names).toContain('Asha')
    const { names, rejected } = shown(open(file, after(NOW, days(1))))
    expect(names).not.toContain('Asha')
    expect(rejected.map(({ code }) => code)).toEqual(['descriptor_unapproved'])
  })

  it('changes nothing where nobody would have been shown', () => {
    const { rejected } = match(intakeOf({ needs: [{ concept: 'grief' }] }), open(falsified), {
      now: NOW,
      seed,
      targets: ['listing'],
    })
    expect(rejected).toEqual([])
  })
})
