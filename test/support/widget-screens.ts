import type { Frame } from 'playwright-core'
import type { Visit } from './widget.js'

// Every screen of the widget and how to come to it by clicking, as a list that a script can drive: to take pictures, to
// run axe, to hold something against all of them.

/** A screen, and the clicks that lead to it from the first one. */
export type Step = { readonly name: string; readonly reach: (visit: Visit) => Promise<void> }

const click = (frame: Frame, id: string) => frame.locator(`[id="${id}"]`).click()

/** From the first screen to the first question, with one thing chosen. */
async function choosePanic({ frame }: Visit): Promise<void> {
  await click(frame, 'begin')
  await click(frame, 'open-needs-anxiety')
  await frame.locator('[id="needs-anxiety.panic"]').check()
}

/** Goes on as often as told. */
async function goOn({ frame }: Visit, times: number): Promise<void> {
  for (let at = 0; at < times; at++) await click(frame, 'next')
}

/** What is pressed from the first screen to the results, and the one thing that is typed. */
const little = [
  ...['begin', 'open-needs-anxiety', 'needs-anxiety.panic', 'next'],
  ...['for-self', 'age-adult', 'next', 'region-US-WA', 'formats-online.video', 'next'],
  ...['times-tue-afternoon', 'times-thu-afternoon', 'next', 'languages-en', 'next', 'budget=90'],
  ...Array(6).fill('next'),
]
/** Runs in the frame: a screen is gone once its heading is. */
const pressAll = `async (all) => {
  const seen = async (look) => {
    for (let tries = 0; tries < 3000; tries++) {
      const found = look()
      if (found) return found
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    throw new Error('it did not come')
  }
  const heading = () => document.getElementById('title')?.textContent
  for (const [id, value] of all.map((one) => one.split('='))) {
    const thing = await seen(() => document.getElementById(id))
    const before = heading()
    if (value === undefined) thing.click()
    else {
      thing.value = value
      thing.dispatchEvent(new Event('input', { bubbles: true }))
    }
    if (id === 'next') await seen(() => heading() !== before)
  }
}`

/**
 * Answers a little of everything, and looks at the results. Pressed by a script within: whoever tests what comes behind does
 * not wait for each press to be drawn. That a hand can press it all is tested by whoever walks.
 */
export async function answer({ frame }: Visit): Promise<void> {
  await frame.evaluate(`(${pressAll})(${JSON.stringify(little)})`)
}

/** Chooses whom to write to, and what to share. */
export async function share(visit: Visit): Promise<void> {
  await answer(visit)
  await visit.frame.locator('[id^="write-"]').first().click()
  await click(visit.frame, 'suggest')
}

/** Chooses how the answer shall come. */
export async function reach(visit: Visit): Promise<void> {
  await share(visit)
  await click(visit.frame, 'to-reach')
  await visit.frame.locator('#way-host').check()
}

/** Reads the words, and seals. */
export async function seal(visit: Visit): Promise<void> {
  await reach(visit)
  await click(visit.frame, 'to-agree')
  await click(visit.frame, 'agree')
}

/** Keeps the note with the host. */
export async function keep(visit: Visit): Promise<void> {
  await seal(visit)
  await click(visit.frame, 'keep-host')
  await visit.frame.locator('[id^="link-"]').first().waitFor()
}

const question = (times: number) => async (visit: Visit) => {
  await choosePanic(visit)
  await goOn(visit, times)
}

/** Every screen, in the order in which somebody meets them. */
export const widgetSteps: readonly Step[] = [
  { name: 'welcome', reach: async () => {} },
  { name: 'about', reach: choosePanic },
  {
    name: 'about-search',
    reach: async ({ frame }) => {
      await click(frame, 'begin')
      await frame.locator('#search-needs').fill('sleep')
    },
  },
  { name: 'who', reach: question(1) },
  { name: 'where', reach: question(2) },
  { name: 'when', reach: question(3) },
  { name: 'languages', reach: question(4) },
  { name: 'payment', reach: question(5) },
  { name: 'access', reach: question(6) },
  { name: 'prefer', reach: question(7) },
  { name: 'ways', reach: question(8) },
  { name: 'touch', reach: question(9) },
  { name: 'story', reach: question(10) },
  { name: 'results', reach: answer },
  {
    name: 'results-more',
    reach: async (visit) => {
      await answer(visit)
      await visit.frame.locator('[id^="open-"]').first().click()
    },
  },
  {
    name: 'call',
    reach: async (visit) => {
      await answer(visit)
      await visit.frame.locator('[id^="call-"]').first().click()
    },
  },
  { name: 'share', reach: share },
  { name: 'reach', reach },
  {
    name: 'agree',
    reach: async (visit) => {
      await reach(visit)
      await click(visit.frame, 'to-agree')
    },
  },
  { name: 'keep', reach: seal },
  { name: 'sealed', reach: keep },
  {
    name: 'sealed-code',
    reach: async (visit) => {
      await keep(visit)
      await click(visit.frame, 'open-qr-0')
      await visit.frame.locator('.code').first().scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'talk',
    reach: async (visit) => {
      await keep(visit)
      await click(visit.frame, 'talk')
    },
  },
  {
    name: 'withdraw',
    reach: async (visit) => {
      await keep(visit)
      await click(visit.frame, 'talk')
      await click(visit.frame, 'back-0')
    },
  },
  {
    name: 'open',
    reach: async ({ frame }) => click(frame, 'to-open'),
  },
  { name: 'help', reach: async ({ frame }) => click(frame, 'help') },
]

/** One visit through all of it, with a look at each screen: what the steps reach one by one, in a part of the time. */
export async function walk(visit: Visit, look: (name: string) => Promise<void>): Promise<void> {
  const { frame } = visit
  await look('welcome')
  await choosePanic(visit)
  await look('about')
  for (const name of ['who', 'where', 'when', 'languages', 'payment', 'access', 'prefer', 'ways', 'touch', 'story']) {
    await click(frame, 'next')
    if (name === 'where') await frame.locator('#region-US-WA').check()
    if (name === 'when') await frame.locator('#times-tue-afternoon').check()
    await look(name)
  }
  await click(frame, 'next')
  await look('results')
  await frame.locator('[id^="call-"]').first().click()
  await look('call')
  await click(frame, 'back')
  for (const at of [0, 1]) await frame.locator('input[id^="ask-"]').nth(at).check()
  await click(frame, 'round')
  await click(frame, 'suggest')
  await look('share')
  await click(frame, 'to-reach')
  await frame.locator('#way-host').check()
  await look('reach')
  await click(frame, 'to-agree')
  await look('agree')
  await click(frame, 'agree')
  await look('keep')
  await click(frame, 'keep-host')
  await click(frame, 'open-qr-0')
  await look('sealed')
  await click(frame, 'talk')
  await look('talk')
  await click(frame, 'back-0')
  await look('withdraw')
  await click(frame, 'help')
  await look('help')
}
