// As much of RFC 8610 as docs/reference/token-format.cddl uses. No package on npm reads integers for keys.

/** The rules of a text, by name. */
export function readCddl(text: string): ReadonlyMap<string, string> {
  const bare = text.replace(/;.*$/gm, '').replace(/\s+/g, ' ').trim()
  const parts = bare.split(/(?:^| )([\w-]+) = /).slice(1)
  return new Map(parts.flatMap((part, at) => (at % 2 === 0 ? [[part, (parts[at + 1] ?? '').trim()] as const] : [])))
}

/** Tells whether a value, read from CBOR, is of a type; every map is closed. */
export function isOf(rules: ReadonlyMap<string, string>, type: string, value: unknown): boolean {
  if (type.startsWith('{')) return value instanceof Map && isMapOf(rules, type, value)
  const choices = type.split(' / ')
  if (choices.length > 1) return choices.some((choice) => isOf(rules, choice, value))
  const [, fewest, most, element] = /^\[(\d+)\*(\d+) (.+)\]$/.exec(type) ?? []
  if (element !== undefined) {
    return (
      Array.isArray(value) && isWithin(value.length, fewest, most) && value.every((one) => isOf(rules, element, one))
    )
  }
  const [, from, to] = /^(-?\d+)\.\.(-?\d+)$/.exec(type) ?? []
  if (from !== undefined) return typeof value === 'number' && isWithin(value, from, to)
  const [, length] = /^bstr \.size (\d+)$/.exec(type) ?? []
  if (length !== undefined) return value instanceof Uint8Array && value.length === Number(length)
  const [, least, longest] = /^tstr \.size \((\d+)\.\.(\d+)\)$/.exec(type) ?? []
  if (least !== undefined) return typeof value === 'string' && isWithin(Buffer.byteLength(value), least, longest)
  const [, pattern] = /^tstr \.regexp "(.+)"$/.exec(type) ?? []
  if (pattern !== undefined) return typeof value === 'string' && new RegExp(`^(?:${pattern})$`).test(value)
  if (type === 'true') return value === true
  if (type.startsWith('"')) return value === type.slice(1, -1)
  const rule = rules.get(type)
  if (rule === undefined) throw new Error(`no rule is called ${type}`)
  return isOf(rules, rule, value)
}

function isMapOf(rules: ReadonlyMap<string, string>, type: string, value: ReadonlyMap<unknown, unknown>): boolean {
  const members = [...type.matchAll(/(?<=[{,] )(\? )?(\d+): ([^,]+),/g)].map((match) => ({
    may: match[1] !== undefined,
    key: Number(match[2]),
    type: match[3] ?? '',
  }))
  return (
    [...value.keys()].every((key) => members.some((member) => member.key === key)) &&
    members.every(({ may, key, type: of }) => (value.has(key) ? isOf(rules, of, value.get(key)) : may))
  )
}

function isWithin(number: number, from = '', to = ''): boolean {
  return number >= Number(from) && number <= Number(to)
}
