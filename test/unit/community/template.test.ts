import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { root } from '../../../scripts/build.js'
import { createCommunity } from '../../../src/community/create.js'
import {
  fillTemplate,
  MAX_TEMPLATE_FILE_LENGTH,
  MAX_TEMPLATE_FILES,
  readCommunityFolder,
} from '../../../src/community/template.js'
import { isDisplayText } from '../../../src/kernel/display.js'
import { sha256 } from '../../../src/kernel/hash.js'
import { toHex, utf8Encode } from '../../../src/kernel/text.js'
import { openManifest } from '../../../src/trust/anchor.js'
import { policyPresets, readJoining } from '../../../src/trust/joining.js'
import { must, NOW, sampleCommunity } from '../../support/catalogue.js'

const folder = join(root, 'examples', 'community-template')
const template = new Map(
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => /\.(md|json)$/.test(name))
    .sort()
    .map((name) => [name, readFileSync(join(folder, name), 'utf8')] as const),
)
const harbour = {
  name: 'Harbour',
  contact: 'dora@harbour.example',
  zone: 'America/Los_Angeles',
  policy: 'introduced-two-vetters',
  ownConsentFromAge: [{ region: 'US-WA', age: 13 }],
  checklist: ['charter-signed', 'licence-seen'],
} as const
const mill = {
  name: 'Millbrook Circle',
  contact: 'ben@mill.example',
  zone: 'Europe/Lisbon',
  policy: 'one-approver',
} as const
const { keys } = sampleCommunity()

describe('the template', () => {
  it('has a charter, two checklists, five pages for referral sources, and twelve weeks', () => {
    expect([...template.keys()]).toEqual([
      'README.md',
      'charter.md',
      'checklists/hosts.md',
      'checklists/mentors.md',
      'community.json',
      'rollout.md',
      'sources/community-organisations.md',
      'sources/faith-communities.md',
      'sources/legal-professionals.md',
      'sources/physicians.md',
      'sources/schools.md',
    ])
  })

  it('makes two communities that differ in what their manifests say, and in nothing else', () => {
    const one = must(fillTemplate(template, harbour))
    const other = must(fillTemplate(template, mill))
    expect([...one.keys()]).toEqual([...template.keys()])
    for (const [path, text] of one) {
      if (path === 'community.json') continue
      const asOther = text.replaceAll(harbour.name, mill.name).replaceAll(harbour.contact, mill.contact)
      expect(asOther, path).toBe(other.get(path))
    }
    const said = [one, other].map((texts) => JSON.parse(texts.get('community.json') ?? ''))
    expect(Object.keys(said[0])).toEqual(Object.keys(said[1]))
    const differing = Object.keys(said[0]).filter((member) => said[0][member] !== said[1][member])
    expect(differing).toEqual(['name', 'contact', 'zone', 'policy'])
  })

  it('leaves no placeholder behind, and names whom to turn to on every page', () => {
    for (const [path, text] of must(fillTemplate(template, harbour))) {
      expect(text, path).not.toMatch(/\{\{|\}\}/)
      expect(text, path).toContain(harbour.contact)
    }
  })

  it.each(Object.keys(policyPresets))('becomes a community with the policy %s', (policy) => {
    const texts = must(fillTemplate(template, { ...mill, policy }))
    const { draft, name, zone } = must(readCommunityFolder(texts))
    expect({ name, zone }).toEqual({ name: mill.name, zone: mill.zone })
    const approvers = [1, 2, 3].map((byte) => toHex(new Uint8Array(32).fill(byte)))
    const manifest = must(createCommunity(draft, keys, { now: NOW, approvers }))
    const community = must(openManifest(manifest, { anchor: keys.root.publicKey, now: NOW }))
    expect(community.charterHash).toEqual(sha256(utf8Encode(texts.get('charter.md') ?? '')))
    const preset: { approvalsRequired: number; joining?: object } = policyPresets[policy as keyof typeof policyPresets]
    expect(community.policy.approvalsRequired).toBe(preset.approvalsRequired)
    expect(must(readJoining(community.policy))).toEqual(preset.joining)
  })

  it('puts ages and a checklist into the policy', () => {
    const { draft } = must(readCommunityFolder(must(fillTemplate(template, harbour))))
    expect(draft).toMatchObject({
      policy: {
        approvalsRequired: 2,
        ownConsentFromAge: [{ region: 'US-WA', age: 13 }],
        joining: { depth: 2, checklist: ['charter-signed', 'licence-seen'] },
      },
    })
  })
})

describe('fillTemplate', () => {
  it.each([
    ['name', { ...mill, name: '' }],
    ['name', { ...mill, name: 'a\nb' }],
    ['name', { ...mill, name: 'n'.repeat(81) }],
    ['contact', { ...mill, contact: 'c'.repeat(161) }],
    ['zone', { ...mill, zone: '../../etc' }],
    ['policy', { ...mill, policy: 'anybody' }],
    ['ownConsentFromAge.0.age', { ...mill, ownConsentFromAge: [{ region: 'PT', age: 26 }] }],
    ['checklist.0', { ...mill, checklist: ['A b'] }],
    // Nothing would ask for it.
    ['checklist', { ...mill, checklist: ['charter-signed'] }],
    ['', 'Harbour'],
    ['', null],
  ])('refuses a fact that does not fit: %s', (field, facts) =>
    expect(fillTemplate(template, facts)).toEqual({
      ok: false,
      error: { code: 'statement_invalid', detail: { field } },
    }),
  )

  it.each([
    ['a placeholder that is no fact', 'x.md', 'Hello {{nobody}}'],
    ['a fact that is no text, in a text', 'x.md', '{{policy}}'],
    ['JSON that is none', 'x.json', '{'],
    ['a placeholder of JSON that is no fact', 'x.json', '["{{nobody}}"]'],
    ['JSON that nests without end', 'x.json', `${'['.repeat(40)}${']'.repeat(40)}`],
    ['a file that is too long', 'x.md', 'x'.repeat(MAX_TEMPLATE_FILE_LENGTH + 1)],
  ])('refuses a template with %s', (_, path, text) =>
    expect(fillTemplate(new Map([[path, text]]), mill)).toMatchObject({ error: { detail: { field: 'template' } } }),
  )

  it('takes the longest file and the most files, and not one more', () => {
    expect(fillTemplate(new Map([['x.md', 'x'.repeat(MAX_TEMPLATE_FILE_LENGTH)]]), mill).ok).toBe(true)
    const files = (count: number) => new Map(Array.from({ length: count }, (_, index) => [`${index}.md`, '']))
    expect(fillTemplate(files(MAX_TEMPLATE_FILES), mill).ok).toBe(true)
    expect(() => fillTemplate(files(MAX_TEMPLATE_FILES + 1), mill)).toThrow(RangeError)
  })

  it('lets no name change what a file says besides, and looks at nothing twice', () => {
    const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 80 }).filter((one) => isDisplayText(one, 80))
    const spiced = fc
      .tuple(text, fc.constantFrom('', '{{contact}}', '"},{"a":"', '$&', '\\', '__proto__'))
      .map((parts) => parts.join('').slice(-80))
    const shapes = new Map([
      ['x.md', '[{{name}}|{{contact}}]'],
      ['x.json', '{"__proto__":"{{name}}","a":["for {{name}}",1,null],"policy":"{{policy}}"}'],
    ])
    fc.assert(
      fc.property(spiced, (name) => {
        if (!isDisplayText(name, 80)) return
        const filled = must(fillTemplate(shapes, { ...mill, name }))
        expect(filled.get('x.md')).toBe(`[${name}|${mill.contact}]`)
        const parsed = JSON.parse(filled.get('x.json') ?? '')
        expect(Object.entries(parsed)).toEqual([
          ['__proto__', name],
          ['a', [`for ${name}`, 1, null]],
          ['policy', { approvalsRequired: 1 }],
        ])
      }),
      { numRuns: 300 },
    )
  })
})

describe('readCommunityFolder', () => {
  it.each([
    ['', 'no JSON at all', '{'],
    ['', 'no object', '[]'],
    ['charter', 'no charter', '{"zone":"UTC"}'],
    ['charter', 'a charter that is elsewhere', '{"zone":"UTC","charter":"../charter.md"}'],
    ['zone', 'no zone', '{"charter":"charter.md"}'],
  ])('refuses %j: %s', (field, _, text) => {
    const texts = new Map([
      ['community.json', text],
      ['charter.md', 'We answer.'],
    ])
    expect(readCommunityFolder(texts)).toMatchObject({ error: { code: 'statement_invalid', detail: { field } } })
  })
})
