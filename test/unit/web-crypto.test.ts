import { expect, it } from 'vitest'
import { grant, seal } from '../../src/index.js'
import { createInbox, memoryStore, openToken } from '../../src/practitioner.js'
import * as webCrypto from '../../src/web-crypto.js'
import { chenKeys, NOW, proposalOf, value } from '../support/cast.js'

const consent = value(grant(proposalOf(), { now: NOW }))

it('the entry has five functions and no way into an opaque holder', () => {
  expect(Object.keys(webCrypto).sort()).toEqual([
    'openTokenWithWebCrypto',
    'openTokensWithWebCrypto',
    'prepareKeys',
    'scanBoardWithWebCrypto',
    'sealWithWebCrypto',
  ])
})

it('what it seals the practitioner’s entry opens', async () => {
  const { token } = value(await webCrypto.sealWithWebCrypto(consent))
  expect(openToken(token, chenKeys, { now: NOW }).ok).toBe(true)
})

it('what the person’s entry sealed it opens, and an inbox receives it once', async () => {
  const { token } = value(seal(consent))
  const opened = value(await webCrypto.openTokenWithWebCrypto(token, chenKeys, { now: NOW }))
  const inbox = createInbox(memoryStore())
  expect(value(await inbox.receive(opened)).disclosure?.purpose).toBe('referral')
})
