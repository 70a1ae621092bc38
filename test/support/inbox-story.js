// What a practice does with the messages of a board, and does once more where it was interrupted. Plain JavaScript: a child process
// runs it as it is.
import { createInbox, openToken, readKeys } from 'entrenous/practitioner'

/**
 * @template Value
 * @param {import('entrenous/practitioner').Result<Value>} result
 */
export function must(result) {
  if (!result.ok) throw new Error(result.error.code)
  return result.value
}

/**
 * Opens what came for a practitioner.
 * @param {{ now: number, keys: string, messages: string[], accepted: string }} mail
 */
export function openMail({ now: seconds, keys: exported, messages, accepted }) {
  const now = /** @type {import('entrenous/practitioner').EpochSeconds} */ (seconds)
  const keys = must(readKeys(exported))
  const opened = messages.map((hex) => must(openToken(new Uint8Array(Buffer.from(hex, 'hex')), keys, { now })))
  return { now, keys, opened, accepted }
}

/**
 * Takes in all messages in turn, and accepts the first referral unless that was done. Reports what is put where it will be found
 * again, what comes of each message, and the answer that is sent.
 * @param {import('entrenous/practitioner').InboxStore} store
 * @param {ReturnType<typeof openMail>} mail
 * @param {(line: string) => void} report
 */
export async function takeIn(store, { now, keys, opened, accepted }, report) {
  const inbox = createInbox(store)
  for (const [nth, one] of opened.entries()) {
    const received = await inbox.receive(one, { now, deliver: ({ state }) => report(`put ${nth} ${state}`) })
    report(`received ${nth} ${received.ok ? 'ok' : received.error.code}`)
    if (nth > 0) continue
    const kept = must(await inbox.list({ now })).find(({ id }) => id === accepted)
    const isNew = kept?.state === 'requested'
    const sealed = isNew ? must(await inbox.reply(accepted, { kind: 'accepted' }, keys, { now })) : undefined
    report(`answered ${Buffer.from(sealed?.record ?? kept?.lastAnswer ?? []).toString('hex')}`)
  }
  return must(await inbox.list({ now }))
}
