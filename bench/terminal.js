// How a run is written on a terminal of 80 columns, whatever it measured.

const WIDTH = 80
const INDENT = 12

/**
 * On what it was made, with a warning where the machine had other work to do.
 * @param {import('./machine.js').Machine} machine
 */
export function aboutMachine({ cores, processor, node, date, load }) {
  const busy = `other work was a load of ${load.toFixed(1)} on ${cores} cores before this began: the ratios are rough`
  return [
    ...wrapped('machine', `${cores} cores, ${processor}, node ${node}, ${date}`),
    ...(load > cores / 2 ? wrapped('caution', busy) : []),
  ]
}

/**
 * Text beside a word, broken where the line ends.
 * @param {string} word
 * @param {string} text
 */
export function wrapped(word, text) {
  const lines = ['']
  for (const next of text.split(' ')) {
    const last = lines.at(-1) ?? ''
    const longer = last === '' ? next : `${last} ${next}`
    if (longer.length <= WIDTH - INDENT) lines[lines.length - 1] = longer
    else lines.push(next)
  }
  return lines.map((line, nth) => (nth === 0 ? `  ${word}` : '').padEnd(INDENT) + line)
}
