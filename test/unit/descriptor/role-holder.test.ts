import { describe, expect, it } from 'vitest'
import { unsafeExportKeys } from '../../../src/descriptor/keys.js'
import { unsafeExportOpeningKeys, withOpeningKeys } from '../../../src/descriptor/role-holder.js'
import { fromHex } from '../../../src/kernel/text.js'
import { hybrid } from '../../../src/post-quantum.js'
import { createInbox } from '../../../src/practice/inbox.js'
import { memoryStore } from '../../../src/practice/store.js'
import { openToken } from '../../../src/token/open.js'
import { readReply } from '../../../src/token/read-reply.js'
import { chenKeys, codeOf, entryOf, intakeOf, keysOf, NOW, proposalOf, sealedOf, value } from '../../support/cast.js'
import { hybridKeys } from '../../support/hybrid.js'

const now = NOW
const benKeys = keysOf('ben')
const shared = value(withOpeningKeys(benKeys, unsafeExportOpeningKeys(chenKeys)))
const openers = [
  { role: 'self', name: 'Chen' },
  { role: 'role-holder', name: 'Ben', key: benKeys.id },
]

/** What the role holder answers to a token, and how the person's device reads it. */
async function answered(entry: ReturnType<typeof entryOf>) {
  const { token, ticket } = sealedOf(proposalOf({}, intakeOf(), entry))
  const inbox = createInbox(memoryStore())
  const { id } = value(await inbox.receive(value(openToken(token, shared, { now }))))
  const { record } = value(await inbox.reply(id, { kind: 'accepted' }, shared, { now }))
  return readReply(ticket, record)
}

describe('a role holder', () => {
  it('opens what is sealed to the practitioner, and answers under a name of their own', async () => {
    const reply = value(await answered(entryOf(chenKeys, { descriptor: { openers } })))
    expect(reply.by).toEqual({ name: 'Ben', key: benKeys.id })
  })
  it('is believed by nobody unless the practitioner names their key', async () => {
    const unnamed = openers.map(({ role, name }) => ({ role, name }))
    expect(codeOf(await answered(entryOf(chenKeys, { descriptor: { openers: unnamed } })))).toBe('reply_forged')
  })
  it('gets no secret of the identity', () => {
    const identity = (JSON.parse(unsafeExportKeys(chenKeys)) as { identity: string }).identity
    expect(unsafeExportOpeningKeys(chenKeys)).not.toContain(identity)
    expect(shared.id).toBe(benKeys.id)
    expect(shared.identity).toBe(benKeys.identity)
    expect(shared.identity.publicKey).not.toEqual(fromHex(chenKeys.id))
  })
  it('brings the suites the keys are of', () => {
    const text = unsafeExportOpeningKeys(hybridKeys)
    expect(codeOf(withOpeningKeys(benKeys, text))).toBe('suite_unsupported')
    expect(value(withOpeningKeys(benKeys, text, { suites: [hybrid] })).openingKeys).toEqual(hybridKeys.openingKeys)
  })
  it.each(['', '[]', '{}', unsafeExportKeys(chenKeys)])('takes no other file', (text) => {
    expect(codeOf(withOpeningKeys(benKeys, text))).toBe('keys_invalid')
  })
})
