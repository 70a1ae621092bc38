import { createHash } from 'node:crypto'
import { brotliCompressSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { buildWidget } from '../../examples/widget/build.js'
import { policyIn } from '../../examples/widget/headers.js'
import { builtWidget, widgetConfig } from '../support/widget-world.js'

// What is built: one file, the same every time, and small. How soon it starts is a bench: npm run bench -- widget.

/** What a language may weigh in brotli. The goal was 80,000 for each; docs/design/decisions.md says what it is spent on. */
const most = { en: 85_000, es: 87_000, fr: 88_000 } as const

describe('the built widget', () => {
  it('is the same when it is built again, and is what its hash says', async () => {
    const built = await builtWidget(widgetConfig())
    const again = await buildWidget(widgetConfig(), 'en', { sample: true })
    expect(again.html === built.html).toBe(true)
    expect(again.sha256).toBe(createHash('sha256').update(built.html).digest('hex'))
  })
  it('is one file: one script and one style, each under the hash of its policy, and no address to fetch from', async () => {
    const { html } = await builtWidget(widgetConfig())
    const policy = policyIn(html)
    for (const tag of ['script', 'style'] as const) {
      const parts = [...html.matchAll(new RegExp(`<${tag}>([^]*?)</${tag}>`, 'g'))].map(([, text = '']) => text)
      expect(parts).toHaveLength(1)
      expect(policy).toContain(
        `sha256-${createHash('sha256')
          .update(parts[0] ?? '')
          .digest('base64')}`,
      )
    }
    expect(html.match(/<(link|img|iframe|object|form)\b|@import|url\(/g)).toBeNull()
    expect(
      html.match(
        /\b(fetch|XMLHttpRequest|WebSocket|EventSource|sendBeacon|RTCPeerConnection|localStorage|indexedDB|document\.cookie|pushState)\b/g,
      ),
    ).toBeNull()
  })
  it.each(Object.entries(most))('weighs no more than is written down, in %s', async (language, bytes) => {
    const { html, brotli } = await builtWidget(widgetConfig(), language as keyof typeof most)
    expect(brotli).toBe(brotliCompressSync(html).length)
    expect(brotli).toBeLessThanOrEqual(bytes)
  })
})
