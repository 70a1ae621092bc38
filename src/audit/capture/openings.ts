import type { Opening, Target } from '../browser/targets.js'
import { inPageScript } from './in-page.js'

/** What new targets are told. */
export type OpeningChoices = {
  readonly binding: string
  readonly given: { readonly seed: number; readonly now: number } | undefined
  readonly isProtocolRead: boolean
}

const mostPostData = 64 * 1024 * 1024

const network: readonly Opening[] = [
  {
    method: 'Network.enable',
    params: {
      maxPostDataSize: mostPostData,
      maxTotalBufferSize: 4 * mostPostData,
      maxResourceBufferSize: mostPostData,
    },
  },
  { method: 'Log.enable' },
]

/**
 * What a new target is sent before it runs.
 *
 * @param choices - of the session.
 * @returns the messages for a target, in order.
 * Privacy: nothing of a page.
 * Cost: about ten messages per target.
 */
export function openingsFor(choices: OpeningChoices): (target: Target) => readonly Opening[] {
  const { binding, given } = choices
  const inDocuments = inPageScript(given === undefined ? { binding } : { binding, given })
  const inWorkers =
    given === undefined ? [] : [{ method: 'Runtime.evaluate', params: { expression: inPageScript({ given }) } }]
  const documents: readonly Opening[] = [
    { method: 'Runtime.addBinding', params: { name: binding } },
    { method: 'Page.enable' },
    {
      method: 'Page.addScriptToEvaluateOnNewDocument',
      params: { source: inDocuments, runImmediately: true },
    },
    { method: 'Preload.enable' },
    // Nobody is there to answer it, and a page that waits for an answer says nothing more.
    { method: 'Page.setInterceptFileChooserDialog', params: { enabled: true } },
  ]
  return ({ type }) => {
    if (/browser|webview|other/.test(type)) return []
    const isDocument = type === 'page' || type === 'iframe'
    return [{ method: 'Runtime.enable' }, ...(isDocument ? documents : inWorkers), ...network]
  }
}
