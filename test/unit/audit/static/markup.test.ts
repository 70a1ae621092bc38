import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { readManifest } from '../../../../src/audit/static/manifest.js'
import { MAX_NESTED_PAGES, readMarkup } from '../../../../src/audit/static/markup.js'
import { readStyle } from '../../../../src/audit/static/styles.js'
import { MAX_TAGS, readTags } from '../../../../src/audit/static/tags.js'

const inTime = () => false
const found = (text: string) =>
  readMarkup(text, inTime).sightings.map((one) =>
    [one.capability, one.destination].filter((part) => part !== undefined).join(' '),
  )

const pages: readonly (readonly [string, readonly string[]])[] = [
  ['<link rel="dns-prefetch" href="//a.test">', ['name lookup //a.test']],
  ['<link rel="preconnect" href="https://a.test">', ['connection https://a.test']],
  ['<link rel="prefetch" href="https://a.test/b">', ['prefetch https://a.test']],
  ['<link rel="STYLESHEET" href="https://a.test/b.css">', ['foreign style https://a.test']],
  ['<link rel="icon" href="https://a.test/b">', ['foreign image https://a.test']],
  ['<link rel="preload" as="font" href="https://a.test/b">', ['foreign font https://a.test']],
  ['<link rel="canonical" href="https://a.test/b">', []],
  ['<link rel="stylesheet" href="b.css">', ['own file']],
  ['<script src="https://a.test/b.js"></script>', ['foreign script https://a.test']],
  ['<script src="\\\\a.test/b.js"></script>', ['foreign script //a.test']],
  ['<script src="ht\ntps://a.test/b.js"></script>', ['foreign script https://a.test']],
  ['<script>fetch(u)</script>', ['request']],
  ['<script type="module">import "./a.js"</script>', ['own file']],
  ['<script type="application/json">fetch(u)</script>', []],
  ['<script type="speculationrules">{}</script>', ['prefetch']],
  ['<script>/* <!-- */ fetch(u)</script>', ['request']],
  ['<img src="https://a.test/b">', ['foreign image https://a.test']],
  ['<img srcset="a.png 1x, https://a.test/b 2x">', ['own file', 'foreign image https://a.test']],
  ['<img src="data:image/png;base64,AAAA">', []],
  ['<iframe src="https://a.test/"></iframe>', ['foreign frame https://a.test']],
  ['<iframe srcdoc="<img src=https://a.test/b>"></iframe>', ['frame', 'foreign image https://a.test']],
  ['<object data="https://a.test/b"></object>', ['foreign frame https://a.test']],
  ['<video poster="https://a.test/b"></video>', ['foreign image https://a.test']],
  ['<form action="https://a.test/b">', ['form https://a.test']],
  ['<button formaction="/b">', ['form']],
  ['<a href="https://a.test">x</a>', []],
  ['<a ping="https://a.test" href="#">x</a>', ['ping https://a.test']],
  ['<a href="javascript:fetch(u)">x</a>', ['code from text', 'request']],
  ['<p onclick="fetch(u)">x</p>', ['request']],
  ['<p style="background: url(https://a.test/b)">x</p>', ['foreign image https://a.test']],
  ['<meta http-equiv="refresh" content="0; URL=https://a.test">', ['navigation https://a.test']],
  ['<meta http-equiv="x-dns-prefetch-control" content="on">', ['name lookup']],
  ['<base href="https://a.test/">', ['foreign file https://a.test']],
  ['<style>@import "https://a.test/b.css"</style>', ['foreign style https://a.test']],
  ['<noscript><img src="https://a.test/b"></noscript>', ['foreign image https://a.test']],
  ['<template><img src="https://a.test/b"></template>', ['foreign image https://a.test']],
  ['<svg><image href="https://a.test/b"/></svg>', ['foreign image https://a.test']],
  ['<svg><style><image href="https://a.test/b"/></style></svg>', ['foreign image https://a.test']],
  ['<svg><script><![CDATA[ fetch(u) ]]></script></svg>', ['request']],
  ['<textarea><img src="https://a.test/b"></textarea>', []],
  ['<!-- <img src="https://a.test/b"> -->', []],
]

describe('a page', () => {
  it.each(pages)('%s', (text, sightings) => expect(found(text)).toEqual(sightings))
  it('says where each thing stands, inside a script and a style too', () => {
    const text = '<p>\r\n<script>\r\nlet a; fetch(a)</script><style>b{background:url(//c.test)}</style>'
    expect(readMarkup(text, inTime).sightings.map((one) => one.offset)).toEqual([
      text.indexOf('fetch'),
      text.indexOf('url('),
    ])
  })
  it('inside a page is read so many times deep', () => {
    const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;')
    const nested = (depth: number): string =>
      depth === 0 ? '<img src=//a.test>' : `<iframe srcdoc="${escaped(nested(depth - 1))}"></iframe>`
    expect(found(nested(MAX_NESTED_PAGES)).at(-1)).toBe('foreign image //a.test')
    expect(readMarkup(nested(MAX_NESTED_PAGES), inTime).isWhole).toBe(true)
    expect(readMarkup(nested(MAX_NESTED_PAGES + 1), inTime).isWhole).toBe(false)
  })
  it.each([
    ['elements', `${'<div>'.repeat(100_000)}<img src=//a.test>`],
    ['attributes', `<p ${Array.from({ length: 50_000 }, (_, at) => `a${at}`).join(' ')}><img src=//a.test>`],
    ['formatting', `${'<b><p>'.repeat(30_000)}<img src=//a.test>`],
    ['open quotes', `${'<p a=">'.repeat(9_999)}"><img src=//a.test>`],
    ['null bytes', `${'\u0000'.repeat(100_000)}<img src=//a.test>`],
    ['broken ends', `${'</div </p'.repeat(10_000)}><img src=//a.test>`],
  ])('of very many %s is read to its end', (_, text) => {
    const { sightings, isWhole } = readMarkup(text, inTime)
    expect(isWhole).toBe(true)
    expect(sightings.at(-1)?.destination).toBe('//a.test')
  })
  it('has so many tags at most', () => {
    expect(readTags('<p>'.repeat(MAX_TAGS), inTime).isWhole).toBe(true)
    expect(readTags('<p>'.repeat(MAX_TAGS + 65_536), inTime).isWhole).toBe(false)
  })
  it('is given up when there is no time left', () =>
    expect(readMarkup('<img src=//a.test>', () => true)).toEqual({ sightings: [], isWhole: false }))
  test.prop([fc.string({ unit: 'binary', maxLength: 300 })])('of any text never throws', (text) => {
    expect(
      readMarkup(`<svg ${text}><script>${text}<p onx="${text}" style="${text}">`, inTime).sightings.length,
    ).toBeGreaterThanOrEqual(0)
  })
})

describe('a style sheet', () => {
  const inStyle = (text: string) =>
    readStyle(text, inTime).sightings.map(({ capability, offset }) => `${capability} ${offset}`)
  it.each([
    ['a{background:url(https://a.test/b)}', ['foreign image 13']],
    ['a{background:\\75rl("https://a.test/b")}', ['foreign image 19']],
    ['a{background:image-set("https://a.test/b" 1x)}', ['foreign image 23']],
    ['@import url(//a.test/b.css);', ['foreign style 8']],
    ['@import "//a.test/b.css";', ['foreign style 8']],
    ['@font-face{src:url(//a.test/b.woff)}', ['foreign font 15']],
    ['@namespace url(http://a.test);', []],
    ['a{content:"https://a.test"}', []],
    ['a{filter:url(#shape)}', []],
    ['a{background:url(b.png)}', ['own file 13']],
    ['/*😀*/a{background:url(//a.test)}', ['foreign image 19']],
    ['a{background:url(//a.test', ['foreign image 13']],
  ])('%s', (text, sightings) => expect(inStyle(text)).toEqual(sightings))
  it('is given up when there is no time left', () =>
    expect(readStyle('a{}'.repeat(4_096), () => true).isWhole).toBe(false))
})

describe('a web app manifest', () => {
  it('is told by what it fetches and where it sends', () => {
    const text =
      '{"icons":[{"src":"https://a.test/b"},{"src":"c.png"}],"share_target":{"action":"/share"},"note":"https://d.test"}'
    expect(readManifest(text)).toEqual([
      { capability: 'foreign file', offset: 17, how: '"src"', destination: 'https://a.test' },
      { capability: 'form', offset: text.indexOf('"/share"'), how: '"action"' },
    ])
  })
  it('that is none is said to be unreadable', () =>
    expect(readManifest('{').map((one) => one.capability)).toEqual(['unreadable']))
})
