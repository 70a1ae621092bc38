import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
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
afterEach(() => vi.unstubAllGlobals())

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
