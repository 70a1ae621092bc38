// The page's policy lets no text become a script's address unless it passed here.

type Policy = { readonly createScriptURL: (url: string) => string }
type Factory = {
  readonly createPolicy: (name: string, rules: { readonly createScriptURL: (url: string) => string }) => Policy
}

const factory = (globalThis as { readonly trustedTypes?: Factory }).trustedTypes // not in every browser, nor in TypeScript's DOM
const policy = factory?.createPolicy('desk', { createScriptURL: ownScript })

/** Marks the address of one of the desk's own scripts as one that may run. */
export function scriptUrl(path: string): string {
  return policy?.createScriptURL(path) ?? ownScript(path)
}

function ownScript(path: string): string {
  const url = new URL(path, location.href)
  if (url.origin !== location.origin) throw new TypeError('script: expected one of the desk’s own')
  return url.href
}
