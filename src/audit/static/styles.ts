import { type CSSToken, tokenizer } from '@csstools/css-tokenizer'
import type { Capability, Sighting } from './capability.js'
import { addressOf, shown } from './shown.js'

/** How many tokens are read between two looks at the clock. */
const TOKENS_BETWEEN_LOOKS = 4096

/** Functions whose texts are addresses. */
const ofAddresses = /^(url|src|image|image-set|-webkit-image-set|cross-fade)$/

type State = { rule: string; inFont: boolean; readonly inside: string[] }

/**
 * Finds what a style sheet fetches.
 *
 * @param text - rules, or the declarations of a `style` attribute. Hostile.
 * @param isOver - asked now and then whether there is time left.
 * @returns the places; `isWhole` is false when there was no time left.
 * Privacy: reads the text only.
 * Cost: O(length). @since 0.1
 */
export function readStyle(
  text: string,
  isOver: () => boolean,
): { readonly sightings: readonly Sighting[]; readonly isWhole: boolean } {
  const reader = tokenizer({ css: text })
  const state: State = { rule: '', inFont: false, inside: [] }
  const sightings: Sighting[] = []
  for (let count = 1; !reader.endOfFile(); count++) {
    if (count % TOKENS_BETWEEN_LOOKS === 0 && isOver()) return { sightings, isWhole: false }
    const token = reader.nextToken()
    const address = addressIn(token, state)
    if (address !== undefined) sightings.push(...sightingOf(address, token[2], state))
    follow(token, state)
  }
  return { sightings, isWhole: true }
}

function addressIn(token: CSSToken, { rule, inside }: State): string | undefined {
  if (token[0] === 'url-token') return token[4].value
  if (token[0] !== 'string-token') return undefined
  return rule === 'import' || ofAddresses.test(inside.at(-1) ?? '') ? token[4].value : undefined
}

function follow(token: CSSToken, state: State): void {
  const [kind] = token
  if (kind === 'at-keyword-token') state.rule = token[4].value.toLowerCase()
  if (kind === 'function-token') state.inside.push(token[4].value.toLowerCase())
  if (kind === '(-token') state.inside.push('')
  if (kind === ')-token') state.inside.pop()
  if (kind === '{-token') state.inFont = state.rule === 'font-face'
  if (kind === '}-token') state.inFont = false
  if (kind !== '{-token' && kind !== '}-token' && kind !== 'semicolon-token') return
  state.inside.length = 0
  state.rule = ''
}

function sightingOf(text: string, offset: number, { rule, inFont }: State): readonly Sighting[] {
  // A namespace is a name and is not fetched; `#shape` is of the same page.
  if (rule === 'namespace' || text.startsWith('#')) return []
  const address = addressOf(text)
  const how = rule === 'import' ? '@import' : inFont ? '@font-face url(…)' : 'url(…)'
  if (address.leads === 'own') return [{ capability: 'own file', offset, how: shown(`${how} ${text}`) }]
  if (address.leads !== 'elsewhere') return []
  const capability: Capability = rule === 'import' ? 'foreign style' : inFont ? 'foreign font' : 'foreign image'
  return [{ capability, offset, how, destination: address.destination }]
}
