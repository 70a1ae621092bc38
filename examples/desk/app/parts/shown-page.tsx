import { epochReportStyle, type PageElement } from 'entrenous/epoch-report'
import { h, render, type VNode } from 'preact'
import { useEffect, useRef } from 'preact/hooks'

/**
 * A page of the library, shown inside this one with a look of its own. Its elements are made, never parsed: no text of it
 * can become a tag.
 */
export function ShownPage({
  elements,
  language,
}: {
  readonly elements: readonly PageElement[]
  readonly language: string
}) {
  const host = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (host.current === null) return
    const shade = host.current.shadowRoot ?? host.current.attachShadow({ mode: 'open' })
    // A sheet that is made is no inline style, which this page's policy forbids.
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(epochReportStyle)
    shade.adoptedStyleSheets = [sheet]
    render(h('div', { lang: language, class: 'inside' }, elements.map(made)), shade)
  }, [elements, language])
  return <div ref={host} class="shown-page" />
}

function made({ tag, attributes, children }: PageElement): VNode {
  return h(
    tag,
    attributes,
    children.map((child) => (typeof child === 'string' ? child : made(child))),
  )
}
