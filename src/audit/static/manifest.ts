import { parseJson } from '../../schema/json.js'
import type { Sighting } from './capability.js'
import { addressOf, shown } from './shown.js'

/** The most texts of one web app manifest that are looked at. */
export const MAX_MANIFEST_TEXTS = 2_000

/** Members of a web app manifest that a browser fetches or leads to. */
const fetched = /^(src|url|start_url|scope|action|href|id)$/

/**
 * Finds what a web app manifest leads to.
 *
 * @param text - JSON. Hostile.
 * @returns the places: pictures and pages of somebody else, and a share target, which sends a form.
 * Privacy: reads the text only.
 * Cost: O(length). @since 0.1
 */
export function readManifest(text: string): readonly Sighting[] {
  const whole = parseJson(text)
  if (typeof whole !== 'object' || whole === null) return [{ capability: 'unreadable', offset: 0, how: 'no JSON' }]
  const found: Sighting[] = []
  const waiting: { readonly key: string; readonly value: unknown }[] = [{ key: '', value: whole }]
  let count = 0
  for (let next = waiting.pop(); next !== undefined && count < MAX_MANIFEST_TEXTS; next = waiting.pop()) {
    const { key, value } = next
    count += 1
    if (typeof value === 'string' && fetched.test(key)) found.push(...leadsTo(key, value, text))
    if (typeof value !== 'object' || value === null) continue
    // Elements of a list are told by the name of the list.
    for (const [name, inner] of Object.entries(value))
      waiting.push({ key: Array.isArray(value) ? key : name, value: inner })
  }
  return found.sort((one, other) => one.offset - other.offset)
}

function leadsTo(key: string, value: string, text: string): readonly Sighting[] {
  const address = addressOf(value)
  const offset = Math.max(0, text.indexOf(JSON.stringify(value)))
  const destination = address.leads === 'elsewhere' ? { destination: address.destination } : {}
  if (key === 'action') return [{ capability: 'form', offset, how: '"action"', ...destination }]
  return address.leads === 'elsewhere'
    ? [{ capability: 'foreign file', offset, how: shown(`"${key}"`), ...destination }]
    : []
}
