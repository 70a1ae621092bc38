import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CommunitySettings } from '../../examples/desk/app/community.js'
import { languageOf } from '../../examples/desk/app/languages.js'
import { buildDesk } from '../../examples/desk/build.js'
import { launchBrowser } from '../support/browser.js'
import { makeDesk, type ServedDesk, serveDesk, unlock } from '../support/desk.js'

// In which language the desk speaks, before it is opened and after.

let browser: Browser
const [en, es, fr] = [languageOf('en'), languageOf('es'), languageOf('fr')]
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser?.close())

async function pageIn(locale: string): Promise<Page> {
  const page = await (await browser.newContext({ locale })).newPage()
  page.setDefaultTimeout(20_000)
  return page
}

/** What a screen reader is told, the title, and the heading. */
async function saidBy(page: Page): Promise<readonly unknown[]> {
  const heading = await page.getByRole('heading', { level: 1 }).textContent()
  const told = await page.evaluate(
    '[document.documentElement.lang, document.documentElement.dir, document.title].join()',
  )
  return [told, heading]
}

describe('a desk whose community fixed no language', () => {
  let desk: ServedDesk
  let page: Page
  let passphrase = ''
  beforeAll(async () => {
    desk = await serveDesk()
    page = await pageIn('fr-CA')
  })
  afterAll(() => desk?.close())

  it('begins in the browser’s, and speaks another at one click', async () => {
    await page.goto(`${desk.origin}/`)
    await page.getByRole('heading', { name: fr.words.welcome.title }).waitFor()
    expect(await saidBy(page)).toEqual(['fr,ltr,Bureau', 'Votre bureau'])
    await page.getByRole('button', { name: 'Español' }).click()
    await page.getByRole('heading', { name: es.words.welcome.title }).waitFor()
    expect(await saidBy(page)).toEqual(['es,ltr,Escritorio', 'Tu escritorio'])
    expect(await page.getByRole('button', { name: 'Español' }).getAttribute('aria-pressed')).toBe('true')
  })
  it('is made in what was chosen, with words of that language', async () => {
    await page.getByRole('button', { name: es.words.welcome.begin }).click()
    passphrase = ((await page.locator('[data-drawn]').textContent()) ?? '').trim()
    expect(passphrase.split(' ').filter((word) => !es.drawn.includes(word))).toEqual([])
    await page.locator('[name=repeat]').fill(passphrase)
    await page.getByRole('button', { name: es.words.passphrase.make }).click()
    await page.getByRole('button', { name: es.words.sheet.next }).click()
    await page.getByRole('navigation', { name: es.words.app.nav }).waitFor()
    expect(await saidBy(page)).toEqual(['es,ltr,Escritorio', 'Mi página'])
  })
  it('is in the browser’s while it is locked, because nothing outside the sealed store says which was chosen', async () => {
    await page.getByRole('button', { name: es.words.app.lock, exact: true }).click()
    await page.getByRole('heading', { name: fr.words.unlock.title }).waitFor()
    expect(await page.evaluate('localStorage.length + sessionStorage.length + document.cookie.length')).toBe(0)
    await page.getByLabel(fr.words.unlock.label).fill(passphrase)
    await page.getByRole('button', { name: fr.words.unlock.open }).click()
    await page.getByRole('navigation', { name: es.words.app.nav }).waitFor()
  })
  it('keeps what was chosen while it was locked', async () => {
    await page.getByRole('button', { name: es.words.app.lock, exact: true }).click()
    await page.getByRole('button', { name: 'English' }).click()
    await unlock(page, passphrase, en)
    await page.getByRole('button', { name: en.words.app.lock }).click()
    await page.getByLabel(fr.words.unlock.label).fill(passphrase)
    await page.getByRole('button', { name: fr.words.unlock.open }).click()
    await page.getByRole('navigation', { name: en.words.app.nav }).waitFor()
    expect((await saidBy(page))[0]).toBe('en,ltr,Desk')
  })
  it('changes among its keys, too', async () => {
    await page.getByRole('button', { name: en.words.app.keys, exact: true }).click()
    await page.getByLabel(en.words.keys.language).selectOption('fr')
    await page.getByRole('heading', { name: fr.words.keys.table }).waitFor()
    expect((await saidBy(page))[0]).toBe('fr,ltr,Bureau')
    await page.context().close()
  })
})

describe('a desk whose community fixed one', () => {
  it('begins in it, whatever the browser asks for, and says so before its script runs', async () => {
    const desk = await serveDesk({ language: 'es' })
    const page = await pageIn('en-GB')
    const served = await (await fetch(`${desk.origin}/`)).text()
    expect(served).toContain('<html lang="es">')
    await makeDesk(page, desk.origin, es)
    expect((await saidBy(page))[0]).toBe('es,ltr,Escritorio')
    await page.context().close()
    await desk.close()
  })
  it('is not built in one that the desk does not speak', async () => {
    const out = mkdtempSync(join(tmpdir(), 'entrenous-desk-'))
    // As a settings file may say it, which nobody's compiler reads.
    const settings = { language: 'de', trust: [], catalogue: null, board: null } as unknown as CommunitySettings
    await expect(buildDesk(settings, out)).rejects.toThrow('language: expected one of en, es, fr, or null')
    rmSync(out, { recursive: true, force: true })
  })
})
