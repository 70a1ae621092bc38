import { expect, it } from 'vitest'
import { derive } from '../../../examples/widget/derive.js'
import { go, initial, type State } from '../../../examples/widget/state.js'
import { openCatalogue } from '../../../src/catalogue/open.js'
import { epochSeconds } from '../../../src/kernel/time.js'
import { makeWorld, must } from '../../support/world.js'

// The widget matches by the clock of the device, so the list is of now.
const now = epochSeconds(new Date())
const { bytes, communityKey } = makeWorld(now)
const catalogue = must(openCatalogue(bytes, { trust: [communityKey], lastSeen: 'first-use', now }))
const asked: State = { ...initial, draft: { ...initial.draft, needs: ['anxiety.panic'] } }

it('finds as soon as the list is there, also for somebody who was quicker than it', () => {
  const waiting = derive(asked, go(asked, 'results'), 'USD')
  expect(waiting.found).toBeUndefined()
  const arrived = derive(waiting, { ...waiting, catalogue }, 'USD')
  expect(arrived.found?.people.matches.map(({ name }) => name)).toContain('Chen Wei')
})
