import type { FrameAccess } from '../browser/frames.js'
import { type Fields, fieldsOf, listOf, numberOf, textOf } from '../browser/values.js'
import type { Phase } from '../recording.js'

// Finds things on a page as a screen reader does: by what they are and by their names, in every frame and below every
// shadow root. What runs inside the page runs in a world of its own, which the page's scripts can neither see nor change.

/** A page that is open: what driving it needs of a visit. */
export type OpenPage = {
  /** Says that from now on the visit is in this phase. */
  readonly enter: (phase: Phase) => void
  /** Every document of the page now, its own first. */
  readonly frames: () => readonly FrameAccess[]
  readonly leave: () => Promise<void>
}

/** Where frames are looked through, and which of them are known to answer the quick question not at all. */
export type Look = { readonly page: OpenPage; readonly slow: Set<string> }

/** Something that was found on a page. */
export type Found = {
  readonly frame: FrameAccess
  readonly node: number
  readonly role: string
  readonly name: string
  /** Ticked, chosen or pressed; undefined where it can be none of these. */
  readonly isOn: boolean | undefined
  /** The browser's handle for it in our own world, where there is one already. */
  readonly handle?: string | undefined
}

/** What is looked for. A name that ends in `…` is the beginning of one; no role is every role. */
export type Wanted = { readonly name: string; readonly roles?: readonly string[]; readonly within?: string | undefined }

const WORLD = 'entrenous-audit'
const CALL_WITHIN_MS = 5_000
/** A frame that is out of sight is not drawn, and only drawing brings the quick answer. */
const QUICK_WITHIN_MS = 700
/** What is text, and no thing of its own. */
const mereText = [
  'StaticText',
  'InlineTextBox',
  'LabelText',
  'Legend',
  'none',
  'generic',
  'paragraph',
  'heading',
  'caption',
]
const ELLIPSIS = '…'

/**
 * Begins to look at a page, which from now on takes itself for the one in front.
 *
 * @param page - one that is open.
 * @returns what the other functions look with.
 * Privacy: reads nothing yet.
 * Cost: one call.
 */
export async function lookAt(page: OpenPage): Promise<Look> {
  const [top] = page.frames()
  // A page behind others is not drawn, and what is not drawn can be neither found nor pressed.
  await top?.call('Emulation.setFocusEmulationEnabled', { enabled: true }, CALL_WITHIN_MS).catch(() => undefined)
  return { page, slow: new Set() }
}

/**
 * Finds everything of a name.
 *
 * @param look - of `lookAt`.
 * @param wanted - what is looked for; within a group, only what stands in one of that name.
 * @returns in the order of the frames and of each document; empty where nothing is. A frame that answers nothing is passed over.
 * Privacy: names on the page may hold answers; they go to the caller alone.
 * Cost: one question a frame, or two.
 */
export async function named(look: Look, { name, roles, within }: Wanted): Promise<readonly Found[]> {
  const inFrames = await Promise.all(
    look.page.frames().map(async (frame) => {
      if (within === undefined) return nodesOf(look, frame, { name, roles })
      const groups = await nodesOf(look, frame, { name: within })
      const inside = await Promise.all(
        groups
          .filter(({ role }) => !mereText.includes(role))
          .map(({ node }) => nodesOf(look, frame, { name, roles }, node)),
      )
      return inside.flat()
    }),
  )
  const all = inFrames.flat()
  const isSame = (one: Found, other: Found) => one.frame.frameId === other.frame.frameId && one.node === other.node
  return all.filter((one, at) => all.findIndex((other) => isSame(one, other)) === at)
}

type Asked = { readonly name: string; readonly roles?: readonly string[] | undefined }

async function nodesOf(look: Look, frame: FrameAccess, asked: Asked, below?: number): Promise<readonly Found[]> {
  const answer = await (isBeginning(asked.name) || look.slow.has(frame.frameId)
    ? wholeTree(frame, below)
    : frame
        .call(
          'Accessibility.queryAXTree',
          { ...(await rootOf(frame, below)), accessibleName: asked.name },
          QUICK_WITHIN_MS,
        )
        .catch(async () => {
          look.slow.add(frame.frameId)
          return wholeTree(frame, below)
        })
  ).catch(() => ({}))
  return listOf(fieldsOf(answer)['nodes'])
    .map((node) => foundIn(frame, fieldsOf(node)))
    .filter((one): one is Found => one !== undefined && isAsked(one, asked))
}

const isBeginning = (name: string): boolean => name.endsWith(ELLIPSIS)

function isAsked({ name, role }: Found, asked: Asked): boolean {
  const isNamed = isBeginning(asked.name)
    ? name === asked.name || name.startsWith(asked.name.slice(0, -ELLIPSIS.length))
    : name === asked.name
  return isNamed && (asked.roles === undefined || asked.roles.includes(role))
}

/** The document, or one thing in it. */
async function rootOf(frame: FrameAccess, below: number | undefined): Promise<Fields> {
  if (below !== undefined) return { backendNodeId: below }
  const contextId = await worldOf(frame)
  const { result } = await frame.call('Runtime.evaluate', { expression: 'document', contextId }, CALL_WITHIN_MS)
  return { objectId: textOf(fieldsOf(result)['objectId']) }
}

/** Every node of a frame, or of what stands below one of them. */
async function wholeTree(frame: FrameAccess, below?: number): Promise<Fields> {
  const tree = await frame.call('Accessibility.getFullAXTree', { frameId: frame.frameId }, CALL_WITHIN_MS)
  if (below === undefined) return tree
  const nodes = listOf(tree['nodes']).map(fieldsOf)
  const inside = new Set(nodes.filter((one) => one['backendDOMNodeId'] === below).map((one) => one['nodeId']))
  // Parents stand before their children.
  for (const one of nodes) if (inside.has(one['parentId'])) inside.add(one['nodeId'])
  return { nodes: nodes.filter((one) => inside.has(one['nodeId'])) }
}

/**
 * Every thing of a frame that has a name or could be answered, in the order of the tree.
 *
 * @param frame - of the page's frames.
 * @returns nothing where the frame does not answer.
 * Privacy: names on the page may hold answers; they go to the caller alone.
 * Cost: one call, O(size of the document).
 */
export async function everythingIn(frame: FrameAccess): Promise<readonly Found[]> {
  const tree = await wholeTree(frame).catch(() => ({}))
  return inReadingOrder(listOf(fieldsOf(tree)['nodes']).map(fieldsOf)).flatMap((node) => foundIn(frame, node) ?? [])
}

/** The browser lists a tree breadth first; people read it depth first. */
function inReadingOrder(nodes: readonly Fields[]): readonly Fields[] {
  const byId = new Map(nodes.map((one) => [one['nodeId'], one]))
  const ordered: Fields[] = []
  const left = nodes.filter((one) => !byId.has(one['parentId'])).reverse()
  // Each node is taken out once, so that a tree in circles ends too.
  for (let one = left.pop(); one !== undefined; one = left.pop()) {
    if (!byId.delete(one['nodeId'])) continue
    ordered.push(one)
    for (const child of listOf(one['childIds']).toReversed()) {
      const node = byId.get(child)
      if (node !== undefined) left.push(node)
    }
  }
  return ordered
}

function foundIn(frame: FrameAccess, node: Fields): Found | undefined {
  const backend = numberOf(node['backendDOMNodeId'])
  if (node['ignored'] === true || backend === undefined) return undefined
  const said = (member: string) => textOf(fieldsOf(node[member])['value']) ?? ''
  const name = said('name').replace(/\s+/g, ' ').trim()
  return { frame, node: backend, role: said('role'), name, isOn: isOn(listOf(node['properties']).map(fieldsOf)) }
}

function isOn(properties: readonly Fields[]): boolean | undefined {
  const states = properties
    .filter((one) => ['checked', 'selected', 'pressed'].includes(textOf(one['name']) ?? ''))
    .map((one) => fieldsOf(one['value'])['value'])
  return states.length === 0 ? undefined : states.some((state) => state === true || state === 'true')
}

/** What a function of ours can be run on. */
export type Held = Pick<Found, 'frame' | 'node' | 'handle'>

/**
 * Takes hold of something, so that several functions can be run on it at the price of one look.
 *
 * @param found - anything that was found.
 * @returns the same, with the browser's handle. Rejects where it or its frame is gone.
 * Privacy: reads nothing.
 * Cost: two calls, or none where it is held already.
 */
export async function held<Some extends Held>(found: Some): Promise<Some> {
  if (found.handle !== undefined) return found
  const executionContextId = await worldOf(found.frame)
  const asked = { backendNodeId: found.node, executionContextId }
  const { object } = await found.frame.call('DOM.resolveNode', asked, CALL_WITHIN_MS)
  return { ...found, handle: textOf(fieldsOf(object)['objectId']) }
}

/**
 * Runs a function of ours on something on the page, in a world of its own.
 *
 * @param found - what `this` is.
 * @param source - a function as text; what it returns must be plain data.
 * @param values - plain data that it is given.
 * @returns what it returned. Rejects where the thing or its frame is gone, or does not answer in time.
 * Privacy: what the function reads goes to the caller alone.
 * Cost: a call where it is held, else three.
 */
export async function onPage(found: Held, source: string, ...values: unknown[]): Promise<unknown> {
  const { frame, handle: objectId } = await held(found)
  const answer = await frame.call(
    'Runtime.callFunctionOn',
    { objectId, functionDeclaration: source, arguments: values.map((value) => ({ value })), returnByValue: true },
    CALL_WITHIN_MS,
  )
  if (answer['exceptionDetails'] !== undefined) throw new Error('what was asked of the page failed there')
  return fieldsOf(answer['result'])['value']
}

/**
 * Works something out in a document, in a world of its own.
 *
 * @param frame - of the page's frames.
 * @param expression - as text; what it gives must be plain data.
 * @returns what it gives. Rejects where the frame is gone, or does not answer in time.
 * Privacy: what is read goes to the caller alone.
 * Cost: two calls.
 */
export async function inDocument(frame: FrameAccess, expression: string): Promise<unknown> {
  const contextId = await worldOf(frame)
  const answer = await frame.call('Runtime.evaluate', { expression, contextId, returnByValue: true }, CALL_WITHIN_MS)
  if (answer['exceptionDetails'] !== undefined) throw new Error('what was asked of the page failed there')
  return fieldsOf(answer['result'])['value']
}

/**
 * Finds something by its id, for pages whose ids are known.
 *
 * @param frame - of the page's frames.
 * @param id - as it stands in the document.
 * @returns undefined where nothing has it.
 * Privacy: reads whether it is there.
 * Cost: two calls.
 */
export async function byId(frame: FrameAccess, id: string): Promise<Found | undefined> {
  const contextId = await worldOf(frame)
  const expression = `document.getElementById(${JSON.stringify(id)})`
  const { result } = await frame.call('Runtime.evaluate', { expression, contextId }, CALL_WITHIN_MS)
  const handle = textOf(fieldsOf(result)['objectId'])
  return handle === undefined ? undefined : { frame, node: 0, role: '', name: id, isOn: undefined, handle }
}

/**
 * Where a document begins, as the mouse counts: from the corner of the outermost document of the same process.
 *
 * @param frame - of the page's frames.
 * @returns x and y of the document's own box in CSS pixels. Rejects where the frame is gone.
 * Privacy: reads a place.
 * Cost: three calls.
 */
export async function cornerOf(frame: FrameAccess): Promise<readonly [x: number, y: number] | undefined> {
  const contextId = await worldOf(frame)
  const { result } = await frame.call('Runtime.evaluate', { expression: 'document.documentElement', contextId })
  const { model } = await frame.call('DOM.getBoxModel', { objectId: fieldsOf(result)['objectId'] })
  const [x, y] = listOf(fieldsOf(model)['border']).map(numberOf)
  return x === undefined || y === undefined ? undefined : [x, y]
}

/** Asked for again, the browser gives the same world as long as the document lives. */
async function worldOf(frame: FrameAccess): Promise<number | undefined> {
  const world = { frameId: frame.frameId, worldName: WORLD }
  const { executionContextId } = await frame.call('Page.createIsolatedWorld', world, CALL_WITHIN_MS)
  return numberOf(executionContextId)
}
