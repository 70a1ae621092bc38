import type { Browser, BrowserContextOptions } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { toCardLink } from '../../src/cards/link.js'
import { signGuideCard, signIntroductionCard, signReferrerCard } from '../../src/community/cards.js'
import { approverFrom } from '../../src/community/speak.js'
import { days, epochSeconds } from '../../src/kernel/time.js'
import { en, enCards } from '../../src/labels/en.js'
import { createInbox } from '../../src/practice/inbox.js'
import { memoryStore } from '../../src/practice/store.js'
import { toLink } from '../../src/token/forms.js'
import { openToken } from '../../src/token/open.js'
import { violationsIn } from '../support/axe.js'
import { launchBrowser } from '../support/browser.js'
import { must, NOW, type SamplePractitioner, sampleCommunity } from '../support/catalogue.js'
import { type Served, serveWidget, type Visit, visit } from '../support/widget.js'
import { answer } from '../support/widget-screens.js'
import { builtWidget, widgetConfig, widgetWorld } from '../support/widget-world.js'

// Asha comes by somebody's word: a school's code, what Ben wrote on a card, a guide. Or by a card that is none.

const world = widgetWorld({ guide: true })
const { ben, chen, dora, eve, noor, priya } = world
const fragmentOf = (card: Uint8Array) => toCardLink(card, 'https://harbour.example/find').slice(28)
const school = { referrer: 'school', organisation: 'Harbour Point School' } as const
const byBen = (...named: readonly SamplePractitioner[]) =>
  fragmentOf(
    signIntroductionCard(
      named.map(({ keys }) => keys.identity.publicKey),
      { signer: ben.keys.identity, community: dora.community },
      { now: NOW },
    ),
  )
const cards = {
  school: fragmentOf(signReferrerCard(school, dora, { now: NOW })),
  introduction: byBen(eve, noor),
  guide: fragmentOf(signGuideCard(noor.keys.identity.publicKey, dora, { now: NOW })),
  broken: '#card=gA',
  endless: `#card=${'A'.repeat(100_000)}`,
  foreign: fragmentOf(signReferrerCard(school, approverFrom(sampleCommunity('Elsewhere').keys), { now: NOW })),
  old: fragmentOf(signReferrerCard(school, dora, { now: epochSeconds(NOW - days(400)) })),
}

let served: Served
let browser: Browser
/** Who is found, and under which headings, by somebody who came with no card. */
let plain: { readonly names: readonly string[]; readonly headings: readonly string[] }
beforeAll(async () => {
  const { html } = await builtWidget(widgetConfig())
  served = await serveWidget({ html, catalogue: world.bytes, attributes: 'keeps' })
  browser = await launchBrowser()
  const asha = await arrive('')
  expect(await asha.frame.locator('.quiet').count()).toBe(1)
  await answer(asha)
  plain = { names: (await namesIn(asha)).sort(), headings: await headingsIn(asha) }
  expect(asha.complaints).toEqual([])
})
afterEach(() => Promise.all(browser.contexts().map((context) => context.close())))
afterAll(async () => {
  await browser?.close()
  await served?.close()
})

async function arrive(fragment: string, look: BrowserContextOptions = {}): Promise<Visit> {
  const context = await browser.newContext({ timezoneId: 'America/Los_Angeles', ...look })
  const shown = await visit(context, served, fragment)
  // Offered once everything was handed over.
  await shown.frame.locator('#to-open').waitFor()
  return shown
}
const bodyOf = async ({ frame }: Visit) => (await frame.locator('main').textContent()) ?? ''
const namesIn = ({ frame }: Visit) => frame.locator('article h2').allTextContents()
const headingsIn = ({ frame }: Visit) => frame.locator('main h2:not(.name):not(section h2)').allTextContents()
const lettersIn = ({ frame }: Visit) => frame.locator('.letter').allTextContents()
const tokenAt = async ({ frame }: Visit, at: number) => {
  const link = await frame.locator(`#link-${at}`).inputValue()
  return Buffer.from(link.slice(link.indexOf('#') + 1), 'base64url')
}
const openedBy = async ({ keys }: SamplePractitioner, bytes: Uint8Array) => {
  const token = must(openToken(bytes, keys, { now: NOW }))
  return must(await createInbox(memoryStore()).receive(token)).disclosure
}
/** From the results to the last look: writes to somebody, with a note that the host keeps. */
async function toAgree({ frame }: Visit, write: string): Promise<void> {
  await frame.locator(write).first().click()
  await frame.locator('#suggest').click()
  await frame.locator('#to-reach').click()
  await frame.locator('#way-host').check()
  await frame.locator('#to-agree').click()
}
async function sealIt({ frame }: Visit): Promise<void> {
  await frame.locator('#agree').click()
  await frame.locator('#keep-host').click()
  await frame.locator('#link-0').waitFor()
}

describe('a school’s card', () => {
  it('is said in one quiet line, and changes nobody’s place', async () => {
    const asha = await arrive(cards.school)
    expect(await asha.frame.locator('.quiet').first().textContent()).toContain(
      'Recommended by Harbour Point School, a school. Quay has confirmed this.',
    )
    await answer(asha)
    expect((await namesIn(asha)).sort()).toEqual(plain.names)
    expect(await headingsIn(asha)).toEqual(plain.headings)
    expect(asha.complaints).toEqual([])
  })

  it.each([
    ['says by whose word somebody came where that is ticked, as a kind', true, 'school'],
    ['says nothing where it is not', false, undefined],
  ])('%s', async (_, isTicked, source) => {
    const asha = await arrive(cards.school)
    const { frame } = asha
    await answer(asha)
    await frame.locator(`[id="write-${chen.keys.id}"]`).click()
    await frame.locator('#suggest').click()
    expect(await frame.locator('[id="level source none"]').isChecked()).toBe(true)
    expect(await frame.getByLabel(en.preview.source.school).count()).toBe(1)
    if (isTicked) await frame.locator('[id="level source stated"]').check()
    const line = `${en.preview.field.source}: ${en.preview.source.school}`
    expect((await lettersIn(asha)).join('').includes(line)).toBe(isTicked)
    await frame.locator('#to-reach').click()
    await frame.locator('#way-host').check()
    await frame.locator('#to-agree').click()
    expect(await frame.locator('#confirm-arrived').count()).toBe(0)
    await sealIt(asha)
    const disclosure = await openedBy(chen, await tokenAt(asha, 0))
    expect(disclosure?.fields.source).toBe(source)
    expect(JSON.stringify(disclosure)).not.toContain('Harbour Point')
  })

  it('asks nobody how they came who came by no card', async () => {
    const asha = await arrive('')
    await answer(asha)
    await asha.frame.locator('[id^="write-"]').first().click()
    expect(await asha.frame.locator('[id*="source"]').count()).toBe(0)
  })
})

describe('an introduction', () => {
  it('puts whom it names in front, under the name of whoever does, and says who was not found', async () => {
    const asha = await arrive(cards.introduction)
    expect(await bodyOf(asha)).toContain('Suggested by Ben Achterberg.')
    await answer(asha)
    const names = await namesIn(asha)
    expect(names[0]).toBe('<img src=x onerror=alert(1)>')
    expect([...names].sort()).toEqual(plain.names)
    const text = await bodyOf(asha)
    for (const line of [enCards.unchanged, enCards.notFound.replace('{names}', 'Noor Haddad')]) {
      expect(text).toContain(line)
    }
    expect((await headingsIn(asha))[0]).toBe('Suggested by Ben Achterberg')
  })

  it('finds whom it names also further down than is shown', async () => {
    const asha = await arrive(byBen(chen, priya, eve))
    const { frame } = asha
    await frame.locator('#begin').click()
    await frame.locator('#open-needs-anxiety').click()
    await frame.locator('[id="needs-anxiety.panic"]').check()
    await frame.locator('#see').click()
    const names = await namesIn(asha)
    expect(names.slice(0, 3).sort()).toEqual(['<img src=x onerror=alert(1)>', 'Chen Wei', 'Priya Raghunathan'])
    expect((await headingsIn(asha)).slice(0, 2)).toEqual(['Suggested by Ben Achterberg', 'Others'])
    expect(names[3]).toBe('Ben Achterberg')
    expect(new Set(names).size).toBe(names.length)
  })

  it('tells the introducer where that is ticked: in a token of its own, with nothing in it, once', async () => {
    const asha = await arrive(cards.introduction)
    const { frame } = asha
    await answer(asha)
    await toAgree(asha, `[id="write-${chen.keys.id}"]`)
    expect(await lettersIn(asha)).toHaveLength(1)
    expect(await frame.locator('#confirm-arrived').isChecked()).toBe(false)
    await frame.locator('#confirm-arrived').check()
    const [, second = ''] = await lettersIn(asha)
    expect(second).toContain('For: Ben Achterberg')
    expect(second).toContain(en.preview.purpose.arrived)
    await sealIt(asha)
    expect(await frame.locator('section.card h2').allTextContents()).toEqual(['Chen Wei', 'Ben Achterberg'])
    const [letter, arrived] = [await tokenAt(asha, 0), await tokenAt(asha, 1)]
    expect(await openedBy(ben, arrived)).toMatchObject({ purpose: 'arrived', fields: {} })
    expect((await openedBy(chen, letter))?.purpose).toBe('first-conversation')
    expect((await openedBy(chen, letter))?.fields.source).toBeUndefined()
    // Nobody awaits an answer to it, and it is not said again.
    await frame.locator('#talk').click()
    expect(await frame.locator('section.card h2').allTextContents()).toEqual(['Chen Wei'])
    await frame.locator('#share-0').click()
    await frame.locator('#suggest').click()
    await frame.locator('#to-reach').click()
    await frame.locator('#to-agree').click()
    expect(await frame.locator('#confirm-arrived').count()).toBe(0)
  })

  it('tells nobody unless it is ticked, and not whoever is written to anyway', async () => {
    const asha = await arrive(cards.introduction)
    await answer(asha)
    await toAgree(asha, `[id="write-${ben.keys.id}"]`)
    expect(await asha.frame.locator('#confirm-arrived').count()).toBe(0)
    const again = await arrive(cards.introduction)
    await answer(again)
    await toAgree(again, `[id="write-${chen.keys.id}"]`)
    await sealIt(again)
    expect(await again.frame.locator('[id^="link-"]').count()).toBe(1)
  })
})

describe('a guide’s card', () => {
  it('says who can be asked, whom no search finds, and writes to them', async () => {
    const asha = await arrive(cards.guide)
    const { frame } = asha
    expect(await bodyOf(asha)).toContain('Noor Haddad is a guide of Quay')
    await answer(asha)
    expect(await namesIn(asha)).not.toContain('Noor Haddad')
    await frame.locator('#write-guide').click()
    await frame.locator('#suggest').click()
    expect(await frame.locator('[id*="source"]').count()).toBe(0)
    await frame.locator('#to-reach').click()
    await frame.locator('#way-host').check()
    await frame.locator('#to-agree').click()
    await sealIt(asha)
    const opened = must(openToken(await tokenAt(asha, 0), noor.keys, { now: NOW }))
    const inbox = createInbox(memoryStore())
    const { id, disclosure } = must(await inbox.receive(opened))
    expect(disclosure?.purpose).toBe('consultation')
    const reply = must(await inbox.suggest(id, [priya.keys.id], noor.keys, { now: NOW }))
    await frame.locator('#talk').click()
    await frame.locator('#reply').fill(toLink(reply.record, 'https://answer.invalid/'))
    await frame.locator('#read-reply').click()
    expect(await bodyOf(asha)).toContain('You could ask: Priya Raghunathan')
    await frame.locator(`[id="write-0-${priya.keys.id}"]`).click()
    expect(await lettersIn(asha)).toHaveLength(1)
    expect((await lettersIn(asha))[0]).toContain('For: Priya Raghunathan')
  })
})

describe('a card that is none', () => {
  it.each([
    ['broken', 'cannot be read'],
    ['endless', 'cannot be read'],
    ['foreign', 'from nobody in this list'],
    ['old', 'too old'],
  ] as const)('is said to be %s, and finding goes on as without it', async (kind, words) => {
    const asha = await arrive(cards[kind])
    expect(await asha.frame.locator('.quiet').first().textContent()).toContain(words)
    await answer(asha)
    expect((await namesIn(asha)).sort()).toEqual(plain.names)
    await toAgree(asha, `[id="write-${chen.keys.id}"]`)
    expect(await asha.frame.locator('[id*="source"], #confirm-arrived').count()).toBe(0)
    await sealIt(asha)
    expect(asha.complaints).toEqual([])
  })
})

describe('the page around', () => {
  it('sees the same with a card as without one, ticked or not', async () => {
    const seen: unknown[] = []
    for (const fragment of ['', cards.school, cards.introduction, cards.broken]) {
      const asha = await arrive(fragment)
      const before = served.asked.length
      await answer(asha)
      await asha.frame.locator(`[id="write-${chen.keys.id}"]`).click()
      await asha.frame.locator('#suggest').click()
      const source = asha.frame.locator('[id="level source stated"]')
      if ((await source.count()) > 0) await source.check()
      await asha.frame.locator('#to-reach').click()
      await asha.frame.locator('#way-host').check()
      await asha.frame.locator('#to-agree').click()
      await sealIt(asha)
      await asha.frame.locator('#board-0').click()
      const events = (await asha.page.evaluate('events()')) as [string, number[]][] // as the host page made them
      seen.push(events.map(([kind, bytes]) => [kind, kind === 'token' ? bytes.length : '']))
      expect(served.asked.slice(before)).toEqual([])
    }
    expect(seen).toEqual(
      Array(4).fill([
        ['ticket', ''],
        ['token', 2144],
      ]),
    )
  })
})

describe('with a card, every screen', () => {
  it.each([
    ['on a small phone', { viewport: { width: 320, height: 640 }, colorScheme: 'light' }],
    ['on a wide screen in the dark', { viewport: { width: 1280, height: 800 }, colorScheme: 'dark' }],
  ] as const)('can be used with what helps people to read, %s', async (_, look) => {
    const found: string[] = []
    const check = async (name: string, { frame }: Visit) => {
      found.push(...(await violationsIn(frame)).map((one) => `${name}: ${one}`))
      const over = await frame.evaluate(
        "document.querySelector('main').scrollWidth - document.querySelector('main').clientWidth",
      )
      if (Number(over) > 0) found.push(`${name}: ${over} pixels too wide`)
    }
    for (const kind of ['school', 'introduction', 'guide', 'broken'] as const) {
      const asha = await arrive(cards[kind], { ...look, reducedMotion: 'reduce' })
      await check(`${kind} welcome`, asha)
      // Behind the first screen it is as if there were no card.
      if (kind === 'broken') continue
      await answer(asha)
      await check(`${kind} results`, asha)
      await toAgree(asha, kind === 'guide' ? '#write-guide' : `[id="write-${chen.keys.id}"]`)
      if (kind === 'introduction') await asha.frame.locator('#confirm-arrived').check()
      await check(`${kind} agree`, asha)
      await sealIt(asha)
      await check(`${kind} sealed`, asha)
    }
    expect(found).toEqual([])
  })
})
