// What a store holds after the n-th step of a fixed story, for a process that will be killed amid it and for whoever looks
// afterwards. Plain JavaScript: a child process runs it as it is.

/**
 * Bytes that tell which step put them.
 * @param {number} step
 * @param {number} length
 */
const bytesOf = (step, length) => new Uint8Array(length).fill(step % 251, 0, length)

/**
 * The n-th step, from 1: always the count, and by turns new entries, replaced ones and removed ones.
 * @param {number} step
 * @returns {{ put: { key: string, value: Uint8Array }[], remove: string[], value: number }}
 */
export function changeOf(step) {
  const put = [{ key: 'meta', value: new TextEncoder().encode(String(step)) }]
  put.push({ key: `r/${step}`, value: bytesOf(step, ((step * 977) % 7000) + 1) })
  if (step % 4 === 0) put.push({ key: `r/${step - 2}`, value: bytesOf(step, 30) })
  return { put, remove: step % 3 === 0 ? [`r/${step - 5}`, `r/${step - 9}`] : [], value: step }
}

/**
 * All that is kept after so many steps.
 * @param {number} steps
 * @returns {Map<string, Uint8Array>}
 */
export function keptAfter(steps) {
  const kept = new Map()
  for (let step = 1; step <= steps; step++) {
    const { put, remove } = changeOf(step)
    for (const key of remove) kept.delete(key)
    for (const { key, value } of put) kept.set(key, value)
  }
  return kept
}

/** @param {Uint8Array | undefined} meta */
export const stepsIn = (meta) => (meta === undefined ? 0 : Number(new TextDecoder().decode(meta)))
