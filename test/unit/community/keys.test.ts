import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { createCommunityKeys, readCommunityKeys, unsafeExportCommunityKeys } from '../../../src/community/keys.js'
import { revealSecret } from '../../../src/kernel/secret-key.js'
import { toHex } from '../../../src/kernel/text.js'
import { must, seeded } from '../../support/catalogue.js'

const keys = must(createCommunityKeys({ random: seeded('dora') }))
const text = unsafeExportCommunityKeys(keys)

describe('community keys', () => {
  it('are two different keys', () => {
    expect(keys.root.publicKey).not.toEqual(keys.publishing.publicKey)
  })

  it('come back from their file', () => {
    expect(unsafeExportCommunityKeys(must(readCommunityKeys(text)))).toBe(text)
    expect(must(readCommunityKeys(text)).root.publicKey).toEqual(keys.root.publicKey)
  })

  it('are not shown when printed', () => {
    expect(inspect(keys, { depth: 9 })).not.toContain(toHex(revealSecret(keys.root.secretKey)).slice(0, 64))
  })

  it('are not made without randomness', () => {
    expect(createCommunityKeys({ random: () => new Uint8Array(1) })).toMatchObject({
      error: { code: 'randomness_absent' },
    })
  })

  it.each([
    ['', ''],
    ['[]', ''],
    [text.replace('keys-1', 'keys-9'), 'format'],
    [text.replace(/"root": "../, '"root": "'), 'root'],
    [text.replace(/"publishing": "../, '"publishing": "ZZ'), 'publishing'],
  ])('are refused by field when the file is wrong (%#)', (wrong, field) => {
    expect(readCommunityKeys(wrong)).toEqual({ ok: false, error: { code: 'keys_invalid', detail: { field } } })
  })
})
