import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { FRAME_BYTES, kinds, RECORD_BYTES } from '../../../examples/widget/port.js'

// What a host page declares is what a reviewer compares with what it does. Here it is held to the numbers in the code;
// test/browser/story.test.ts counts the requests themselves.

const declared = (page: string) => JSON.parse(readFileSync(`examples/host/${page}/data-flow.json`, 'utf8'))

describe('the declared flows of the host pages', () => {
  const plain = declared('plain')
  it('are the same for both, since one module does it all', () => {
    const { name: _, ...ofReact } = declared('react')
    const { name: __, ...ofPlain } = plain
    expect(ofReact).toEqual(ofPlain)
  })
  it('state the length of a record and of a frame, and every kind of frame', () => {
    const token = plain.flows.find((flow: { id: string }) => flow.id === 'token')
    expect(token.sizes).toEqual([RECORD_BYTES])
    const outward = plain.messages.filter((message: { from: string }) => message.from === 'intake')
    expect(outward).toHaveLength(1)
    expect(outward[0].sizes).toEqual([FRAME_BYTES])
    expect(outward[0].kinds.map((kind: string) => kind.replace('sealed ', ''))).toEqual(Object.keys(kinds))
  })
  it('name the one key under which something is kept', () => {
    const source = readFileSync('examples/host/intake-host.ts', 'utf8')
    const [, key] = /const KEPT = '([a-z]+)'/.exec(source) ?? []
    expect(plain.atRest.map((one: { key: string }) => one.key)).toEqual([key])
    expect(source.match(/localStorage\.\w+\((\w+)/g)).toEqual([
      'localStorage.setItem(KEPT',
      'localStorage.getItem(KEPT',
    ])
  })
})
