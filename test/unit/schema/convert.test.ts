import { describe, expect, it } from 'vitest'
import * as z from '../../../src/schema/convert.js'

const seconds = z.converting(
  z.pipe(
    z.string().check(z.regex(/^\d+ s$/)),
    z.transform((text) => Number.parseInt(text, 10)),
  ),
)
const draft = z.looseObject({ wait: seconds, waits: z.converting(z.array(seconds)) })

describe('convert', () => {
  it('converts the written form where it finds it', () => {
    expect(z.convert(draft, { wait: '5 s', waits: ['6 s', 7] })).toEqual({ wait: 5, waits: [6, 7] })
  })

  it.each([[{ wait: 'soon' }], [{ wait: 5 }], [{ waits: 'many' }], [{ other: { deep: ['kept'] } }], [{}]])(
    'leaves %j as it is, for the shape to judge',
    (value) => expect(z.convert(draft, value)).toEqual(value),
  )

  it.each([[null], [undefined], ['text'], [7], [[]]])('hands %j through, which is no object', (value) => {
    expect(z.convert(draft, value)).toEqual(value)
  })

  it('does not compile code: a strict Content-Security-Policy would report the attempt', () => {
    const { Function: original } = globalThis
    let compiled = 0
    globalThis.Function = new Proxy(original, {
      construct: () => {
        compiled++
        return () => undefined
      },
    })
    try {
      z.convert(z.looseObject({ wait: seconds }), { wait: '5 s' })
    } finally {
      globalThis.Function = original
    }
    expect(compiled).toBe(0)
  })
})
