import { readFileSync } from 'node:fs'
import { toLink } from 'entrenous'
import { readReply } from 'entrenous/follow-up'
import { epochSeconds } from 'entrenous/practitioner'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { launchBrowser } from '../support/browser.js'
import { makeDesk, type ServedDesk, serveDesk, signPage, tab, takeSigned, unlock, writePage } from '../support/desk.js'
import { type Letter, writeLetter } from '../support/desk-person.js'
import { must } from '../support/world.js'

// Chen's first day and the days after, by clicking, in a real browser: keys, page, signed file, the community's own
// command line, a person's letter, the answer.

let desk: ServedDesk
let context: BrowserContext
let page: Page
let words = ''
let letter: Letter
const complaints: string[] = []
const sent: string[] = []

beforeAll(async () => {
  desk = await serveDesk({ community: true })
  const browser = await launchBrowser()
  context = await browser.newContext({ acceptDownloads: true, permissions: ['clipboard-read', 'clipboard-write'] })
  page = await context.newPage()
  page.setDefaultTimeout(20_000)
  page.on('console', (message) => message.type() !== 'debug' && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  context.on('request', (request) => sent.push(`${request.method()} ${request.url()} ${request.postData() ?? ''}`))
})
afterAll(async () => {
  await context?.browser()?.close()
  await desk?.close()
})

const community = () => {
  if (desk.community === undefined) throw new Error('expected a community beside the desk')
  return desk.community
}
const letterTo = (options = {}) => writeLetter(community().catalogue(), community().key, options)

/** Chooses an answer, sends it as it was filled in, and gives what the browser saved. */
async function answered(form: string): Promise<Uint8Array> {
  await page.getByRole('button', { name: form, exact: true }).click()
  await page.getByRole('button', { name: 'Send this answer' }).click()
  return savedAnswer()
}

async function savedAnswer(): Promise<Uint8Array> {
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save as a file' }).click()
  return new Uint8Array(readFileSync(await (await download).path()))
}

async function pasted(text: string): Promise<void> {
  await tab(page, 'Letters')
  await page.getByRole('button', { name: 'A letter has come' }).click()
  await page.getByLabel('Link or text').fill(text)
  await page.getByRole('button', { name: 'Open it' }).click()
}

describe('the desk on its first day', () => {
  it('makes keys, writes a page, and signs a file that the community’s command line publishes', async () => {
    words = await makeDesk(page, desk.origin)
    await page.getByRole('button', { name: 'I have it on paper' }).click()
    await writePage(page)
    await page.getByRole('button', { name: 'Next: Do you have room?' }).click()
    await page.getByRole('radio', { name: 'First appointment within a week' }).check()
    await page.getByRole('button', { name: 'Done: sign my page' }).click()
    takeSigned(community(), 'chen-wei', await signPage(page))
    const { signedByThemselves, leftOut, stale } = community().publish()
    expect({ signedByThemselves, leftOut, stale }).toEqual({ signedByThemselves: ['chen-wei'], leftOut: [], stale: [] })
  })

  it('confirms in one tap that it is still true, without another page to approve', async () => {
    await tab(page, 'Today')
    // Two statements of one second that say the same are the same.
    const signed = epochSeconds(new Date())
    await vi.waitUntil(() => epochSeconds(new Date()) > signed, { timeout: 5_000, interval: 20 })
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Still true' }).click()
    const again = readFileSync(await (await download).path(), 'utf8')
    const before = readFileSync(`${community().folder}/practitioners/chen-wei.signed.json`, 'utf8')
    const [statements, earlier] = [again, before].map((text) => JSON.parse(text).statements)
    expect(statements[0]).toBe(earlier[0])
    expect(statements[1]).not.toBe(earlier[1])
    takeSigned(community(), 'chen-wei', again)
    expect(community().publish()).toMatchObject({ signedByThemselves: ['chen-wei'], leftOut: [], stale: [] })
  })
})

describe('a letter', () => {
  it('comes with a link, which leaves the address bar at once and no title', async () => {
    letter = letterTo()
    await page.getByRole('button', { name: 'Lock now' }).click()
    await page.getByLabel('Your words').waitFor()
    await page.goto(toLink(letter.token, `${desk.origin}/`))
    await page.getByText('A letter has come with the link').waitFor()
    expect(page.url()).toBe(`${desk.origin}/`)
    await unlock(page, words)
    await page.getByRole('heading', { name: 'What this person agreed to tell you' }).waitFor()
    const text = await page.getByRole('main').textContent()
    expect(text).toContain('Panic attacks')
    expect(text).not.toMatch(/asha@example\.org|ferry/)
    expect(await page.title()).toBe('Desk')
    expect(page.url()).toBe(`${desk.origin}/`)
    expect(await page.evaluate('history.length + JSON.stringify(history.state)')).not.toContain('#')
  })

  it('is answered in two taps with times where both are free, and the person reads them', async () => {
    const record = await answered('Offer times')
    const reply = must(readReply(letter.ticket, record))
    if (reply.answer.kind !== 'times-offered') throw new Error('expected times')
    expect(reply.by.name).toBe('Chen Wei')
    // Tuesdays from nine to twelve is where the two weeks meet.
    for (const { starts } of reply.answer.times) {
      expect(new Date((starts - 8 * 3600) * 1000).toISOString()).toMatch(/T(09|10|11):/)
      expect(new Date((starts - 8 * 3600) * 1000).getUTCDay()).toBe(2)
    }
  })

  it('leaves as a link too, and answers again with the next number', async () => {
    await tab(page, 'Letters')
    await page.getByRole('button', { name: /You answered/ }).click()
    await page.getByRole('button', { name: 'Ask for more' }).click()
    await page.getByLabel('One line for the person').fill('A telephone number would help.')
    expect(await page.locator('.will-read').textContent()).toContain('A telephone number would help.')
    await page.getByRole('button', { name: 'Send this answer' }).click()
    await page.getByRole('button', { name: 'Copy as a link' }).click()
    const link = String(await page.evaluate('navigator.clipboard.readText()'))
    expect(link.startsWith('https://harbour.example/answers#')).toBe(true)
    const reply = must(readReply(letter.ticket, link))
    expect(reply).toMatchObject({ number: 1, answer: { kind: 'more-asked', fields: ['contact'] } })
  })

  it('takes in what the person shares more, and shows it as added', async () => {
    await pasted(toLink(letter.more({ contact: ['name', 'phone'] }), 'https://harbour.example/open'))
    await page.getByText('+1 555 0100').waitFor()
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Asha')
    const record = await answered('Say yes')
    expect(must(readReply(letter.ticket, record)).answer.kind).toBe('accepted')
  })

  it('says that it is there already when it comes twice', async () => {
    await pasted(toLink(letter.token, 'https://harbour.example/open'))
    await page.getByText('You have this letter already.').waitFor()
  })

  it('is gone at once when it is taken back', async () => {
    await pasted(toLink(letter.takeBack(), 'https://harbour.example/open'))
    await page.getByText('The person has taken this letter back').waitFor()
    await tab(page, 'Letters')
    await page.getByRole('button', { name: 'Taken back' }).click()
    const text = await page.getByRole('main').textContent()
    expect(text).toContain('erased from this desk at once')
    expect(text).not.toMatch(/Panic|555|Asha/)
    expect(await page.getByRole('button', { name: 'Say yes' }).count()).toBe(0)
  })

  it('declines, suggests a colleague out of the community’s list, and puts on the waiting list', async () => {
    for (const [form, kind] of [
      ['Decline', 'declined'],
      ['Waiting list', 'waiting-list'],
      ['Suggest a colleague', 'declined'],
    ] as const) {
      const one = letterTo()
      await pasted(toLink(one.token, 'https://harbour.example/open'))
      await page.getByRole('heading', { name: 'What this person agreed' }).waitFor()
      await page.getByRole('button', { name: form, exact: true }).click()
      if (form === 'Suggest a colleague') await page.getByRole('checkbox', { name: 'Ben Achterberg' }).check()
      await page.getByRole('button', { name: 'Send this answer' }).click()
      const { answer } = must(readReply(one.ticket, await savedAnswer()))
      expect(answer.kind).toBe(kind)
      if (form === 'Suggest a colleague')
        expect(answer).toMatchObject({ reason: 'ask-somebody-else', colleagues: [expect.any(String)] })
    }
  })
})

describe('all that while', () => {
  it('asked nobody for anything but its own files and the community’s list', () => {
    const foreign = sent.filter((line) => !line.includes(`GET ${desk.origin}/`) && !line.includes(`GET blob:`))
    expect(foreign).toEqual([])
    const paths = new Set(sent.map((line) => new URL(line.split(' ')[1] ?? '').pathname))
    expect(
      [...paths].filter(
        (path) =>
          !/^\/(assets\/[\w-]+\.\w+|harbour\.catalogue|icon\.svg|desk\.webmanifest|service-worker\.js|index\.html)?$/.test(
            path,
          ),
      ),
    ).toEqual([])
    expect(sent.join('\n')).not.toContain('#')
  })
  it('broke no policy and said nothing on the console', () => expect(complaints).toEqual([]))
})
