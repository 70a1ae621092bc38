import { randomInt } from 'node:crypto'
import type { Departure, Recording, Remainder } from '../../src/audit/recording.js'
import type { Session, Visit } from '../../src/audit/session-options.js'

const letters = 'abcdefghijklmnopqrstuvwxyz'

/** Sixteen small letters and digits, the first a letter: they survive a host name. */
export function drawSecret(): string {
  const signs = `${letters}0123456789`
  const rest = Array.from({ length: 15 }, () => signs[randomInt(signs.length)])
  return `${letters[randomInt(letters.length)]}${rest.join('')}`
}

/** Types the secret into the page's one field, as a keyboard would, and presses its one button. */
export async function enterSecret(visit: Visit, secret: string): Promise<void> {
  const [page] = visit.frames()
  if (page === undefined) throw new Error('the page is gone')
  await page.call('Runtime.evaluate', { expression: `document.getElementById('field').focus()` })
  await page.call('Input.insertText', { text: secret })
  const press = `if (document.getElementById('field').value !== '${secret}') throw new Error('not typed'); document.getElementById('send').click()`
  const answer = await page.call('Runtime.evaluate', { expression: press, userGesture: true })
  if (answer['exceptionDetails'] !== undefined) throw new Error('the secret was not typed')
}

/** Whether bytes hold a text, small letters or not: host names are written small. */
export function holds(bytes: Uint8Array, text: string): boolean {
  return Buffer.from(bytes).toString('latin1').toLowerCase().includes(text)
}

export function departuresWith(recording: Recording, secret: string): readonly Departure[] {
  return recording.departures.filter(({ parts }) => parts.some(({ bytes }) => holds(bytes, secret)))
}

export function remaindersWith(recording: Recording, secret: string): readonly Remainder[] {
  return recording.remainders.filter(({ key, bytes }) => holds(bytes, secret) || key.toLowerCase().includes(secret))
}

/** Goes through pages in one session, so many at a time, each at a host of its own; a settle time between click and leaving. */
export async function visitAll(
  session: Session,
  pages: readonly { readonly id: string; readonly secret: string }[],
  { atOnce = 10, stay = 900 }: { readonly atOnce?: number; readonly stay?: number } = {},
): Promise<readonly string[]> {
  const waiting = [...pages]
  const failed: string[] = []
  const one = async (): Promise<void> => {
    for (let page = waiting.shift(); page !== undefined; page = waiting.shift()) {
      const visit = await session.visit(`http://${page.id}.localhost:${session.sitePort}/${page.id}.html`)
      if (!visit.ok) {
        failed.push(`${page.id}: ${visit.fault.code}`)
        continue
      }
      visit.value.enter('intake')
      await enterSecret(visit.value, page.secret).catch((error: unknown) =>
        failed.push(`${page?.id}: ${String(error)}`),
      )
      await new Promise((resolve) => setTimeout(resolve, stay))
      // On a busy machine a frame's process may take longer to begin.
      await visit.value.quiet(stay, 10 * stay)
      await visit.value.leave()
    }
  }
  await Promise.all(Array.from({ length: atOnce }, one))
  return failed
}
