import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { type Delivery, serveIntake } from '../../../examples/host/intake-host.js'
import type { EntrenousIntake, Given } from '../../../examples/widget/element.js'

// Storage is the browser's to refuse: full, turned off, or spoilt by somebody. Nothing of that stops a person who asks.

const catalogue = Uint8Array.of(1, 2, 3)
let server: Server
let address: string

beforeAll(async () => {
  server = createServer((_, response) => response.end(catalogue))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  // A TCP server that listens has an address of this kind.
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/list`
})
afterAll(() => server.close())
beforeEach(() => atAddress('', '/'))
afterEach(() => vi.unstubAllGlobals())

/** What is left in the address bar, and how often somebody wrote there. */
const bar: { now: string; changes: number } = { now: '', changes: 0 }
function atAddress(hash: string, pathname: string, search = ''): void {
  Object.assign(bar, { now: pathname + search + hash, changes: 0 })
  vi.stubGlobal('location', { hash, pathname, search })
  const replaceState = (_state: unknown, _title: string, now: string) => {
    Object.assign(bar, { now, changes: bar.changes + 1 })
  }
  vi.stubGlobal('history', { state: null, replaceState })
}

/** The element as the page around sees it: it takes what is given, and events come from it. */
function elementOf() {
  const given: Given[] = []
  const element = Object.assign(new EventTarget(), { give: (one: Given) => given.push(one) })
  return { element: element as unknown as EntrenousIntake, given }
}

it('hands over no note where the kept one is spoilt, and everything else', async () => {
  vi.stubGlobal('localStorage', { getItem: () => '%%%' })
  const { element, given } = elementOf()
  await serveIntake(element, { catalogue: address }, () => undefined)
  expect(given.map((one) => [one.catalogue.byteLength, one.tickets?.byteLength])).toEqual([[catalogue.length, 0]])
})

it('says so where a note cannot be kept', async () => {
  const refuse = () => {
    throw new DOMException('full', 'QuotaExceededError')
  }
  vi.stubGlobal('localStorage', { getItem: () => null, setItem: refuse })
  const { element } = elementOf()
  const heard: Delivery[] = []
  await serveIntake(element, { catalogue: address }, (delivery) => heard.push(delivery))
  element.dispatchEvent(new CustomEvent('entrenous-ticket', { detail: Uint8Array.of(9) }))
  expect(heard).toEqual(['unkept'])
})

const stored = { getItem: () => null, setItem: () => undefined }

it('takes the card out of the address, and hands it over as it stood there', async () => {
  vi.stubGlobal('localStorage', stored)
  atAddress('#card=gA', '/find', '?lang=es')
  const { element, given } = elementOf()
  await serveIntake(element, { catalogue: address }, () => undefined)
  expect(given.map(({ card }) => card)).toEqual(['#card=gA'])
  expect(bar).toEqual({ now: '/find?lang=es', changes: 1 })
})

it.each(['', '#about', '#cards=gA'])('leaves any other fragment where it is: %j', async (hash) => {
  vi.stubGlobal('localStorage', stored)
  atAddress(hash, '/find')
  const { element, given } = elementOf()
  await serveIntake(element, { catalogue: address }, () => undefined)
  expect(given.map(({ card }) => card)).toEqual([''])
  expect(bar).toEqual({ now: `/find${hash}`, changes: 0 })
})

it('keeps the card in the address while the list cannot be had, for whoever opens the page again', async () => {
  atAddress('#card=gA', '/find')
  const { element, given } = elementOf()
  await expect(serveIntake(element, { catalogue: 'http://127.0.0.1:1/list' }, () => undefined)).rejects.toThrow()
  expect([given, bar.now]).toEqual([[], '/find#card=gA'])
})
