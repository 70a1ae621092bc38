import type { Protocol, ProtocolEvent } from '../browser/protocol.js'
import { fieldsOf, listOf, textOf } from '../browser/values.js'
import type { Remainder } from '../recording.js'
import type { WhoSends } from './read-protocol.js'

/** More lines than these are not kept of one start of the browser. */
export const mostLines = 5_000

const objectDeadline = 1_000

/** How an object of the console is written out: as JSON, where it can be. */
const writeOut =
  'function () { try { return this instanceof Error ? String(this.stack) : JSON.stringify(this) } catch { return String(this) } }'

/**
 * Reads what pages write to the console, and their errors: what reports of errors carry away.
 *
 * @param protocol - the browser's protocol.
 * @param who - asked who wrote.
 * @returns the lines so far, whenever it is asked.
 * Privacy: keeps what pages write, in this process, until it is handed over.
 * Cost: one call per object that is written.
 */
export function readConsole(protocol: Protocol, who: WhoSends): () => Promise<readonly Remainder[]> {
  const lines: Promise<Remainder>[] = []
  /** Worlds in which this audit runs functions of its own: their errors are not the page's. */
  const worlds = new Set<string>()
  const put = (event: ProtocolEvent, store: 'console' | 'error', key: string, text: Promise<string>) => {
    if (lines.length >= mostLines || event.session === undefined) return
    const { origin, visit } = who(event.session, undefined, undefined)
    if (visit === undefined) return
    const common = { store, key, visit, ...(origin === undefined ? {} : { origin }) }
    lines.push(text.then((whole) => ({ ...common, bytes: Buffer.from(whole, 'utf8') })))
  }
  protocol.listen((event) => {
    const { method, params, session } = event
    if (method === 'Runtime.consoleAPICalled') {
      const texts = listOf(params['args']).map((argument) => argumentText(protocol, session, argument))
      put(
        event,
        'console',
        textOf(params['type']) ?? '',
        Promise.all(texts).then((all) => all.join(' ')),
      )
    }
    if (method === 'Runtime.executionContextCreated') {
      const context = fieldsOf(params['context'])
      const world = `${session} ${String(context['id'])}`
      // A page that is loaded by another process counts its worlds anew.
      if (fieldsOf(context['auxData'])['type'] === 'isolated') worlds.add(world)
      else worlds.delete(world)
    }
    if (method === 'Runtime.exceptionThrown') {
      const details = fieldsOf(params['exceptionDetails'])
      if (worlds.has(`${session} ${String(details['executionContextId'])}`)) return
      const exception = fieldsOf(details['exception'])
      const text = [details['text'], exception['description'] ?? exception['value']].filter((one) => one !== undefined)
      put(event, 'error', '', Promise.resolve(text.map(String).join(' ')))
    }
    if (method === 'Log.entryAdded') {
      const entry = fieldsOf(params['entry'])
      const text = [textOf(entry['text']), textOf(entry['url'])].filter((one) => one !== undefined).join(' ')
      put(event, 'console', textOf(entry['source']) ?? '', Promise.resolve(text))
    }
  })
  return () => Promise.all(lines)
}

async function argumentText(protocol: Protocol, session: string | undefined, argument: unknown): Promise<string> {
  const fields = fieldsOf(argument)
  const objectId = textOf(fields['objectId'])
  const known = textOf(fields['value']) ?? textOf(fields['description']) ?? String(fields['value'] ?? '')
  if (objectId === undefined) return known
  const call = { objectId, functionDeclaration: writeOut, returnByValue: true }
  const answer = await protocol.call(session, 'Runtime.callFunctionOn', call, objectDeadline).catch(() => ({}))
  return `${known} ${textOf(fieldsOf(fieldsOf(answer)['result'])['value']) ?? ''}`
}
