import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../../../scripts/build.js'

// As much of JSON Schema (2020-12) as the published schema of flows uses, so that it can be held against the reader.

type Schema = Readonly<Record<string, unknown>>
const schema = JSON.parse(readFileSync(join(root, 'docs/reference/audit-flow.schema.json'), 'utf8')) as Schema // it is an object

const isRecord = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const list = (value: unknown): readonly Schema[] => (Array.isArray(value) ? value.filter(isRecord) : [])

const rules: Readonly<Record<string, (said: unknown, value: unknown, whole: Schema) => boolean>> = {
  $ref: (said, value) => fits(refer(String(said)), value),
  type: (said, value) =>
    said === 'object'
      ? isRecord(value)
      : said === 'array'
        ? Array.isArray(value)
        : said === 'integer'
          ? Number.isInteger(value)
          : typeof value === said,
  const: (said, value) => said === value,
  enum: (said, value) => Array.isArray(said) && said.includes(value),
  required: (said, value) =>
    !isRecord(value) || (Array.isArray(said) && said.every((one) => Object.hasOwn(value, one))),
  properties: (said, value) =>
    !isRecord(value) ||
    Object.entries(isRecord(said) ? said : {}).every(
      ([name, one]) => !Object.hasOwn(value, name) || (isRecord(one) && fits(one, value[name])),
    ),
  additionalProperties: (said, value, whole) =>
    !isRecord(value) ||
    Object.entries(value).every(
      ([name, one]) =>
        (isRecord(whole['properties']) && Object.hasOwn(whole['properties'], name)) ||
        (isRecord(said) && fits(said, one)),
    ),
  propertyNames: (said, value) =>
    !isRecord(value) || Object.keys(value).every((name) => isRecord(said) && fits(said, name)),
  maxProperties: (said, value) => !isRecord(value) || Object.keys(value).length <= Number(said),
  items: (said, value) => !Array.isArray(value) || value.every((one) => isRecord(said) && fits(said, one)),
  minItems: (said, value) => !Array.isArray(value) || value.length >= Number(said),
  maxItems: (said, value) => !Array.isArray(value) || value.length <= Number(said),
  uniqueItems: (_, value) =>
    !Array.isArray(value) || new Set(value.map((one) => JSON.stringify(one))).size === value.length,
  minLength: (said, value) => typeof value !== 'string' || value.length >= Number(said),
  maxLength: (said, value) => typeof value !== 'string' || value.length <= Number(said),
  pattern: (said, value) => typeof value !== 'string' || new RegExp(String(said), 'u').test(value),
  minimum: (said, value) => typeof value !== 'number' || value >= Number(said),
  maximum: (said, value) => typeof value !== 'number' || value <= Number(said),
  oneOf: (said, value) => list(said).filter((one) => fits(one, value)).length === 1,
}
const mere = ['$schema', '$id', '$defs', 'title', 'description', 'default', 'examples']

function refer(path: string): Schema {
  const defs = schema['$defs']
  const one = isRecord(defs) ? defs[path.replace('#/$defs/', '')] : undefined
  if (!isRecord(one)) throw new Error(`no such definition: ${path}`)
  return one
}

function fits(one: Schema, value: unknown): boolean {
  return Object.entries(one).every(([word, said]) => rules[word]?.(said, value, one) ?? true)
}

function unknownIn(value: unknown): readonly string[] {
  if (!isRecord(value)) return list(value).flatMap(unknownIn)
  return Object.entries(value).flatMap(([word, said]) => {
    if (word === 'properties' || word === '$defs') return Object.values(isRecord(said) ? said : {}).flatMap(unknownIn)
    return [...(word in rules || mere.includes(word) ? [] : [word]), ...unknownIn(word === 'examples' ? [] : said)]
  })
}

/** Whether the published schema accepts a value. */
export const accepts = (value: unknown): boolean => fits(schema, value)

/** The published schema, and words in it that are not checked here. */
export const flowSchema = { schema, unknownWords: unknownIn(schema) }
