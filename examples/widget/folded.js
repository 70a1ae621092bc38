// Words by their ids take a third of the page. Here an id that stands under another is written as its last part, indented:
// "anxiety=Anxiety", ".panic=Panic attacks". A test unfolds what was folded.

/** @typedef {Readonly<Record<string, Readonly<Record<string, string>>>>} Concepts */

/**
 * @param {Concepts} concepts ids with a parent must follow their parent
 * @returns {string}
 */
export function folded(concepts) {
  return Object.entries(concepts)
    .map(([facet, words]) => {
      const lines = Object.entries(words).map(([id, word]) => {
        const parts = id.split('.')
        return `${'.'.repeat(parts.length - 1)}${parts.at(-1)}=${word}`
      })
      return [facet, ...lines].join('\n')
    })
    .join('\n\n')
}

/**
 * @param {string} text
 * @returns {any} the labels' concepts, as they were
 */
export function unfolded(text) {
  return Object.fromEntries(
    text.split('\n\n').map((part) => {
      const [facet, ...lines] = part.split('\n')
      /** @type {string[]} */
      const path = []
      const words = lines.map((line) => {
        const at = line.indexOf('=')
        const name = line.slice(0, at).replace(/^\.*/, (dots) => {
          path.length = dots.length
          return ''
        })
        path.push(name)
        return [path.join('.'), line.slice(at + 1)]
      })
      return [facet, Object.fromEntries(words)]
    }),
  )
}
