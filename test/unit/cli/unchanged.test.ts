import { describe, expect, it } from 'vitest'
import { keepUnchanged } from '../../../src/cli/unchanged.js'
import { confirmPresence } from '../../../src/descriptor/confirm.js'
import { draftDescriptor, signDescriptor } from '../../../src/descriptor/draft.js'
import { after, days } from '../../../src/kernel/time.js'
import { coreVocabulary as vocabulary } from '../../../src/vocabulary/vocabulary.js'
import { descriptorJson, must, NOW, samplePractitioner } from '../../support/catalogue.js'

const { keys, descriptor, presence } = samplePractitioner('Chen Wei')
const draft = (parts: object) =>
  must(
    draftDescriptor(descriptorJson({ openers: [{ role: 'self', name: 'Chen Wei' }], ...parts }), { vocabulary, keys }),
  )
const signedAt = (day: number, parts: object = {}) => signDescriptor(draft(parts), keys, { now: after(NOW, days(day)) })
const kept = (fresh: Uint8Array, before: readonly Uint8Array[], day: number) =>
  keepUnchanged([{ bytes: fresh }], before, after(NOW, days(day)))[0]?.bytes

describe('keepUnchanged', () => {
  it('keeps a description that says the same as before', () => {
    expect(signedAt(7)).not.toEqual(descriptor)
    expect(kept(signedAt(7), [descriptor], 7)).toEqual(descriptor)
  })

  it('takes the new one where a word is another', () => {
    const fresh = signedAt(7, { summary: 'Other words.' })
    expect(kept(fresh, [descriptor], 7)).toEqual(fresh)
  })

  it('takes the new one when less than half of a life is left', () => {
    expect(kept(signedAt(89), [descriptor], 89)).toEqual(descriptor)
    const fresh = signedAt(91)
    expect(kept(fresh, [descriptor], 91)).toEqual(fresh)
  })

  it('never keeps a presence, whose moment is what it says', () => {
    const state = { capacity: 'capacity', accepting: true, firstAppointment: 'within-a-week' }
    const fresh = must(confirmPresence(keys, state, { now: after(NOW, days(7)) }))
    expect(kept(fresh, [presence], 7)).toEqual(fresh)
  })
})
