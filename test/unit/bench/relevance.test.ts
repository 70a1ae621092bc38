import { existsSync, readFileSync } from 'node:fs'
import { describe as about, expect, it } from 'vitest'
import { chooseFacilities, harbour, hashOrder, readStories } from '../../../bench/relevance/collections.js'
import { describe } from '../../../bench/relevance/words.js'
import { readIntake } from '../../../src/intake/read.js'
import { en } from '../../../src/labels/en.js'
import { coreVocabulary } from '../../../src/vocabulary/vocabulary.js'

// What the evaluation of the ranking rests on: stories that can be read, and labels that name what there is.

const folder = new URL('../../../bench/relevance/', import.meta.url)
const readJson = (name: string): unknown => JSON.parse(readFileSync(new URL(name, folder), 'utf8'))
const { stories } = readStories()
// Our own file; the tests below hold its content to what it should be.
const facilities = readJson('facilities.json') as Record<string, readonly string[]>
const targets = {
  harbour: new Set(harbour().map(({ id }) => id)),
  directory: new Set(
    Object.values(facilities)
      .flat()
      .map((id) => `listing:${id}`),
  ),
}

/** What is wrong with a reader's file. */
function faultsOf(labels: Record<string, Record<string, number>>): readonly string[] {
  const missing = stories.filter(({ id }) => labels[id] === undefined).map(({ id }) => `no entry for ${id}`)
  const wrong = Object.entries(labels).flatMap(([storyId, grades]) => {
    const story = stories.find(({ id }) => id === storyId)
    if (story === undefined) return [`no story ${storyId}`]
    return Object.entries(grades).flatMap(([target, grade]) => [
      ...(targets[story.collection].has(target) ? [] : [`${storyId}: no target ${target}`]),
      ...([0, 1, 2, 3].includes(grade) ? [] : [`${storyId}: ${target} is ${grade}`]),
    ])
  })
  return [...missing, ...wrong]
}

about('the stories', () => {
  it.each(stories)('can be read as an intake: $id', ({ answers }) =>
    expect(readIntake(answers, coreVocabulary)).toMatchObject({ ok: true }),
  )
  it('have ids of their own', () => expect(new Set(stories.map(({ id }) => id)).size).toBe(stories.length))
  it('ask of the directory only in states that it covers', () => {
    const asked = stories
      .filter(({ collection }) => collection === 'directory')
      .map(({ answers }) => answers.where.region)
    expect([...new Set(asked)].sort()).toEqual(Object.keys(facilities).map((state) => `US-${state}`))
  })
})

about('the facilities', () => {
  it('are fifty different ones in each of six states', () => {
    expect(Object.values(facilities).map((ids) => ids.length)).toEqual([50, 50, 50, 50, 50, 50])
    expect(targets.directory.size).toBe(300)
  })
  it('are chosen by their ids, whatever order they come in', () => {
    const listings = Array.from({ length: 90 }, (_, index) => ({
      id: `us-${index}`,
      locations: [{ region: index < 80 ? 'US-AZ' : 'US-WA' }],
    }))
    const chosen = chooseFacilities(listings)
    expect(chosen['AZ']).toHaveLength(50)
    expect(chooseFacilities(listings.toReversed())).toEqual(chosen)
  })
  it('are ordered by the salt and the id', () => {
    const ids = ['one', 'two', 'three', 'four', 'five']
    expect(hashOrder('salt', ids)).toEqual(hashOrder('salt', ids.toReversed()))
    expect(hashOrder('salt', ids)).not.toEqual(hashOrder('pepper', ids))
  })
})

about('the sheets', () => {
  it('say what is stated at which level, and what is a no', () => {
    const chen = harbour().find(({ id }) => id === 'chen-wei')
    const text = chen && describe(chen, en, new Map())
    expect(text).toContain('[chen-wei]  Chen Wei\n')
    expect(text).toContain('Specialist in: Panic attacks; Finding it hard to leave home')
    expect(text).toContain('How they meet: In person; From a distance; By video. not: At my home')
    expect(text).toContain('Price: A price that depends on income USD 60 to 140')
  })
  it('name the hosts of an event and when it is', () => {
    const evening = harbour().find(({ id }) => id === 'panic-evening')
    const text = evening && describe(evening, en, new Map([['chen-wei', 'Chen Wei']]))
    expect(text).toContain('Hosts: Chen Wei')
    expect(text).toContain('When: in 2 weeks, thu 18:30, for 90 minutes, then every month, 6 times in all')
  })
})

about('the labels', () => {
  const given = ['labels-one.json', 'labels-two.json'].filter((name) => existsSync(new URL(name, folder)))
  it('name stories and targets that there are, with grades from 0 to 3', () => {
    // Checked by the line below, shape by shape.
    const read = given.map((name) => faultsOf(readJson(name) as Record<string, Record<string, number>>))
    expect(read).toEqual(given.map(() => []))
  })
  it('are refused for a story, a target or a grade that there is not', () => {
    const all = Object.fromEntries(stories.map(({ id }) => [id, {}]))
    expect(faultsOf(all)).toEqual([])
    expect(faultsOf({ ...all, h01: { 'chen-wei': 4, nobody: 1 }, h99: {} })).toEqual([
      'h01: chen-wei is 4',
      'h01: no target nobody',
      'no story h99',
    ])
    expect(faultsOf({})).toHaveLength(stories.length)
  })
})
