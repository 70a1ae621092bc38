import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openNodeStore } from 'entrenous/store/node'
import { root } from '../../scripts/build.js'
import { unsafeExportKeys } from '../../src/descriptor/keys.js'
import { toHex } from '../../src/kernel/text.js'
import { keyEpochOf } from '../../src/kernel/time.js'
import { readOpened } from '../../src/token/opened.js'
import { chenKeys, NOW } from './cast.js'
import { conversationOf, hexOf, leavesTrace } from './conversation.js'
import { must, openMail, takeIn } from './inbox-story.js'
import { type StoreFolder, storeKey } from './sqlite.js'

// An inbox over a store in a file, killed while it takes in the messages of two people, and what is left of it.

const stays = conversationOf('one who stays', { mores: 1 })
const leaves = conversationOf('one who takes it back', { mores: 0 })
const { id: accepted } = readOpened(stays.referral.opened)
/** Two referrals, of which the first is accepted, more for the first, and the second taken back. */
const arrivals = [stays.referral, leaves.referral, ...stays.more, leaves.withdrawal]
/** What may be there: both said the same, but for what is drawn for each consent. */
const staying = [stays.referral, ...stays.more].map(({ plaintext }) => plaintext)
/** What becomes of each where nothing interrupts. */
const states = ['requested', 'requested', 'accepted', 'cancelled']
const mail = {
  now: NOW,
  keys: unsafeExportKeys({
    ...chenKeys,
    openingKeys: chenKeys.openingKeys.filter(({ epoch }) => epoch === keyEpochOf(NOW)),
  }),
  messages: arrivals.map(({ token }) => toHex(token)),
  accepted,
}

/** Opened once: it takes longer than all else. */
const opened = openMail(mail)

export const inboxChild = join(root, 'test', 'support', 'inbox-child.js')

/** Leaves the messages in a folder, and gives the environment of a process that takes them in. */
export function mailIn(folder: string): Readonly<Record<string, string>> {
  const path = join(folder, 'mail.json')
  writeFileSync(path, JSON.stringify(mail))
  return { INBOX_MAIL: path }
}

/** What is wrong once a killed inbox has been opened again and has been given every message anew: nothing where all is well. */
export async function faultsInInbox({ connect }: StoreFolder, reported: readonly string[]): Promise<readonly string[]> {
  const database = connect()
  const later: string[] = []
  try {
    const store = must(await openNodeStore({ database, key: storeKey }))
    const referrals = await takeIn(store, opened, (line) => later.push(line))
    const found = referrals.map((one) => `${one.id === accepted} ${one.state} ${one.answers} ${one.more.length}`).sort()
    const held = new Map((await store.list('')).map(({ key, value }) => [key, value]))
    return [
      ...arrivals.flatMap((_, nth) => faultsOfMessage(nth, reported, later)),
      ...(found.join() === 'false cancelled 0 0,true accepted 1 1' ? [] : [`there is: ${found.join()}`]),
      ...(answersIn([...reported, ...later]).size === 1 ? [] : ['it was accepted twice, in different bytes']),
      ...(leavesTrace(hexOf(held), leaves.referral.plaintext, staying) ? ['something withdrawn came back'] : []),
    ]
  } catch (error) {
    return [`it does not go on: ${error}`]
  } finally {
    database.close()
  }
}

function faultsOfMessage(nth: number, reported: readonly string[], later: readonly string[]): readonly string[] {
  const put = `put ${nth} ${states[nth]}`
  const received = `received ${nth} ok`
  const faults: string[] = []
  const all = [...reported, ...later]
  if (!all.some((line) => line.startsWith(`put ${nth} `))) faults.push(`message ${nth} was lost`)
  if (all.filter((line) => line === received).length > 1) faults.push(`message ${nth} was received twice`)
  if (reported.includes(received) && later.some((line) => line.startsWith(`put ${nth} `)))
    faults.push(`message ${nth} was put again`)
  if (all.some((line) => line.startsWith(`put ${nth} `) && line !== put))
    faults.push(`message ${nth} was put otherwise`)
  return faults
}

const answersIn = (lines: readonly string[]) => new Set(lines.filter((line) => line.startsWith('answered ')))
