// A letter that comes with a link stands behind the address's #. It is taken from there before anything else happens, so
// that it stays in no history, no screenshot and no copied address.

/** Takes what stands behind the # and removes it from the address. */
export function takeArrival(): string | undefined {
  const { hash, pathname } = location
  if (hash === '') return undefined
  history.replaceState(null, '', pathname)
  return hash.length > 1 ? hash : undefined
}

/** Calls back for every link that is opened while the page is. */
export function onArrival(take: (link: string) => void): () => void {
  const look = () => {
    const link = takeArrival()
    if (link !== undefined) take(link)
  }
  addEventListener('hashchange', look)
  return () => removeEventListener('hashchange', look)
}
