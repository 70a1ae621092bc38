// Keeps what the desk is made of on the device, so that it opens without a network. It sees addresses of the desk's own
// files and of the community's list, and nothing that anybody wrote: what stands behind a # never gets here.

/** @typedef {{ waitUntil: (work: Promise<unknown>) => void }} Extendable */
/** @typedef {Extendable & { request: Request, respondWith: (answer: Promise<Response>) => void }} Fetching */

const VERSION = '{version}'
/** @type {readonly string[]} */
const FILES = JSON.parse('{files}')
/** @type {string} */
const CATALOGUE = '{catalogue}'

const own = `desk-${VERSION}`
const list = 'desk-list'
const here = new URL('./', location.href)

addEventListener('install', (event) => {
  const extendable = /** @type {Extendable} */ (/** @type {unknown} */ (event))
  extendable.waitUntil(fill())
})

addEventListener('activate', (event) => {
  const extendable = /** @type {Extendable} */ (/** @type {unknown} */ (event))
  extendable.waitUntil(clear())
})

addEventListener('fetch', (event) => {
  const fetching = /** @type {Fetching} */ (/** @type {unknown} */ (event))
  const { request } = fetching
  if (request.method !== 'GET') return
  const url = new URL(request.url)
  if (CATALOGUE !== '' && url.href === new URL(CATALOGUE, here).href) return fetching.respondWith(newest(request))
  if (url.origin !== here.origin || !url.pathname.startsWith(here.pathname)) return
  fetching.respondWith(kept(request, url))
})

async function fill() {
  const cache = await caches.open(own)
  await cache.addAll(FILES.map((file) => new Request(new URL(file, here), { cache: 'reload' })))
  // The page is one whole of files with hashes in their names: a page that is open goes on with what it has loaded.
  await /** @type {{ skipWaiting: () => Promise<void> }} */ (/** @type {unknown} */ (globalThis)).skipWaiting()
}

async function clear() {
  const names = await caches.keys()
  const old = names.filter((name) => name.startsWith('desk-') && name !== own && name !== list)
  await Promise.all(old.map((name) => caches.delete(name)))
  const { clients } = /** @type {{ clients: { claim: () => Promise<void> } }} */ (/** @type {unknown} */ (globalThis))
  await clients.claim()
}

/**
 * @param {Request} request
 * @param {URL} url
 */
async function kept(request, url) {
  const cache = await caches.open(own)
  const asked = request.mode === 'navigate' && url.pathname === here.pathname ? new URL('./index.html', here) : request
  return (await cache.match(asked, { ignoreSearch: false })) ?? fetch(request)
}

/**
 * The list as it is now, or as it was last.
 *
 * @param {Request} request
 */
async function newest(request) {
  const cache = await caches.open(list)
  try {
    const answer = await fetch(request)
    if (answer.ok) await cache.put(request.url, answer.clone())
    return answer
  } catch (error) {
    const before = await cache.match(request.url)
    if (before === undefined) throw error
    return before
  }
}
