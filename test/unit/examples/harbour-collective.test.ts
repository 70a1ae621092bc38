import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { signSource } from '../../../src/cli/descriptor.js'
import { type Folder, filesOf, readFolder } from '../../../src/cli/folder.js'
import { expandEvent, expandPractitioner } from '../../../src/cli/shorthand.js'
import type { Descriptor } from '../../../src/descriptor/descriptor.js'
import { draftEvent } from '../../../src/descriptor/draft.js'
import { createKeys } from '../../../src/descriptor/keys.js'
import { days, epochSeconds } from '../../../src/kernel/time.js'
import { coreVocabulary } from '../../../src/vocabulary/vocabulary.js'

const now = epochSeconds(new Date())
const clock = { now, zone: 'America/Los_Angeles' }
const folder = exampleFolder()
const files = filesOf(folder, 'practitioners')
const made = createKeys({ now: epochSeconds(now - days(40)), epochs: 4 })

function exampleFolder(): Folder {
  const read = readFolder('examples/harbour-collective')
  if (!read.ok) throw new Error(read.error.message)
  return read.value
}

/** A practitioner as published, in the shape of the schema. */
function descriptorOf(name: string): Descriptor {
  const file = files.find((one) => one.name === name)
  const source = file && expandPractitioner(JSON.parse(file.text), clock)
  if (file === undefined || source === undefined || !made.ok) throw new Error(`${name}: no such practitioner`)
  const signed = signSource(source, made.value, { now, file: file.path })
  if (!signed.ok) throw new Error(signed.error.message)
  return signed.value.descriptor
}

describe('the example community', () => {
  test('has 47 practitioners and 8 events', () => {
    expect(files).toHaveLength(47)
    expect(filesOf(folder, 'events')).toHaveLength(8)
  })

  test('has only files that can be published', () => {
    // Throws with the file and the field where one cannot.
    expect(files.map(({ name }) => descriptorOf(name).name).filter((name) => name === '')).toEqual([])
  })

  test('has only events that can be published, by hosts who are here', () => {
    const names = new Set(files.map(({ name }) => name))
    for (const { path, text } of filesOf(folder, 'events')) {
      const source = expandEvent(JSON.parse(text), clock)
      expect(
        source?.hosts.filter((host) => !names.has(String(host))),
        path,
      ).toEqual([])
      const draft = draftEvent(
        { ...source?.draft, hosts: source?.hosts.map(() => 'ab'.repeat(32)) },
        { vocabulary: coreVocabulary },
      )
      expect(draft.ok, path).toBe(true)
      expect(draft.ok && draft.value.starts > now, path).toBe(true)
    }
  })

  test('is of both kinds: who listens, and who lays hands on', () => {
    const handsOn =
      /^(massage|physiotherapy|occupational-therapy|manual|movement|acupuncture|birth-support|breathwork|body-psychotherapy)/
    const kinds = files.map(({ name }) => (descriptorOf(name).modalities?.yes ?? []).some((id) => handsOn.test(id)))
    expect(kinds.filter((hands) => hands).length).toBeGreaterThanOrEqual(12)
    expect(kinds.filter((hands) => !hands).length).toBeGreaterThanOrEqual(20)
  })

  test('holds whom it says it holds', () => {
    expect(descriptorOf('ropewalk-house').practice?.members).toHaveLength(4)
    expect(descriptorOf('ropewalk-house').openers[0]?.role).toBe('role-holder')
    expect(descriptorOf('jonah-pell').licences?.[0]?.supervisor).toBe('Ingrid Solheim')
    expect(descriptorOf('mina-castellanos').locations).toHaveLength(2)
    expect(descriptorOf('saoirse-tully').body).toMatchObject({ touchFree: true, areas: { no: ['whole-body'] } })
    expect(descriptorOf('amara-nwosu').rules).toEqual([{ about: 'gender', anyOf: ['woman'] }])
    expect(descriptorOf('yusuf-demirel').rules).toEqual([{ about: 'memberOf', anyOf: ['harbour-collective'] }])
    expect(descriptorOf('keiko-arbuckle').licences?.filter(({ status }) => status === 'stated')).toHaveLength(2)
    expect(descriptorOf('rosa-feldt').languages?.yes).toContain('ase')
    expect(descriptorOf('caro-whitfield').languages).toBeUndefined()
    expect(descriptorOf('grace-yoon').notOffered?.length).toBeGreaterThan(10)
    const models = new Set(files.flatMap(({ name }) => (descriptorOf(name).fees ?? []).map(({ model }) => model)))
    expect([...models].sort()).toEqual(['fixed', 'free', 'pay-what-you-can', 'sliding', 'voucher'])
  })

  test('names in its README only files that are there', () => {
    const [, whoIsWho = ''] = readFileSync('examples/harbour-collective/README.md', 'utf8').split('## Who is who')
    const named = [...whoIsWho.matchAll(/`([a-z]+-[a-z-]+)`/g)].map(([, name]) => name)
    expect(named.length).toBeGreaterThan(12)
    expect(named.filter((name) => !files.some((file) => file.name === name))).toEqual([])
  })

  test('promises as many people in its charter and its README as there are', () => {
    expect(folder.texts.get('charter.md')).toContain('forty-seven people')
    expect(readFileSync('examples/harbour-collective/README.md', 'utf8')).toContain('47 practitioners')
  })
})
