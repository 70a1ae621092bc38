import jsonld from 'jsonld'
import type { JsonLd } from '../../../../src/interop/consent-record/context.js'

const dpv = 'https://w3id.org/dpv#'

/** A node as a JSON-LD processor of somebody else sees it: no prefix is left. */
export type Node = { readonly [iri: string]: unknown }

/** Lets the processor expand a document; whatever wants to be fetched fails the test. */
export async function expanded(document: JsonLd): Promise<Node> {
  const documentLoader = async (address: string): Promise<never> => {
    throw new Error(`asks for ${address}`)
  }
  // What JSON makes of it is what somebody else receives.
  const copy = JSON.parse(JSON.stringify(document))
  const [node, ...rest] = await jsonld.expand(copy, { documentLoader, safe: true } as jsonld.Options.Expand)
  if (node === undefined || rest.length > 0) throw new Error('one node was expected')
  return node
}

/** The nodes or values a node has under one of DPV's properties. */
export function under(node: Node | undefined, name: string): readonly Node[] {
  const iri = name.includes('/') ? name : `${dpv}${name}`
  const found = node?.[iri]
  return Array.isArray(found) ? found : []
}

/** The first of them, followed along a path. */
export function at(node: Node | undefined, ...path: readonly string[]): Node | undefined {
  return path.reduce<Node | undefined>((here, name) => under(here, name)[0], node)
}

/** Every IRI in it: properties, types and names. */
export function irisIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(irisIn)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, member]) => {
    if (key === '@id') return [String(member)]
    if (key === '@type') return [member].flat().map(String)
    return key.startsWith('@') ? irisIn(member) : [key, ...irisIn(member)]
  })
}
