import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { verifyRelease } from 'entrenous/measurement'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isHeld, type Page } from '../../examples/three-communities/page.js'
import { playRollout } from '../../examples/three-communities/rollout.js'
import { root } from '../../scripts/build.js'

// The twelve weeks of the three communities: what the story says is so, each attack ends for its own reason, and a defence
// that is taken away is missed.

const PATIENT = 600_000
const tell = join(root, 'examples', 'three-communities', 'tell.js')
const pictures = ['trust-graph.svg', 'trust-graph-narrow.svg']

let folder = ''
let story: Awaited<ReturnType<typeof playRollout>>
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'entrenous-three-'))
  story = await playRollout()
}, PATIENT)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const attacksOf = (pages: readonly Page[]) => pages.flatMap(({ attacks }) => attacks)
const page = (week: number): Page => {
  const found = story.pages.find((one) => one.week === week)
  if (found === undefined) throw new Error(`no week ${week}`)
  return found
}

/** Every attack, the week it is tried in, and every code that it meets. */
const endings: Readonly<Record<string, readonly [number, readonly string[]]>> = {
  invitations: [6, ['descriptor_unapproved', 'listed', 'member_unintroduced']],
  depth: [6, ['member_unintroduced']],
  ring: [7, ['counts', 'is not signed', 'statement_unheeded']],
  rank: [7, ['Chen', 'as before']],
  name: [7, ['descriptor_unapproved', 'statement_forged', 'statement_unheeded', 'token_unopenable']],
  'after-revocation': [8, ['descriptor_revoked', 'descriptor_unapproved', 'member_unintroduced']],
  cascade: [10, ['member_unintroduced']],
  stranger: [10, ['catalogue_untrusted']],
  flood: [10, ['5 are theirs', 'as before']],
  names: [10, ['1', 'done', 'token_unopenable']],
  words: [10, ['descriptor_unapproved and listed', 'statement_forged', 'statement_unheeded']],
  fork: [11, ['as if it had never been there', 'catalogue_equivocal', 'proof enough']],
  rollback: [11, ['catalogue_rolled_back', 'publish_invalid']],
}

describe('three communities', () => {
  it('play twelve weeks in which everything is as the story says', () => {
    expect(story.held).toBe(true)
    expect(story.pages.map(({ week }) => week)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
    const broken = story.pages.flatMap(({ promises }) => Object.entries(promises).filter(([, isKept]) => !isKept))
    expect(broken).toEqual([])
    expect(story.pages.filter(({ promises, attacks }) => Object.keys(promises).length + attacks.length === 0)).toEqual(
      [],
    )
  })

  it.each(Object.entries(endings))('stop the attack "%s" for its own reason', (id, [week, codes]) => {
    const tried = page(week).attacks.find((one) => one.id === id)
    expect(tried?.held).toBe(true)
    expect([...new Set(Object.values(tried?.found ?? {}))].sort()).toEqual(codes)
  })

  it('try nothing else', () => {
    expect(attacksOf(story.pages).map(({ id }) => id)).toEqual(Object.keys(endings))
  })

  it('say that a week is broken when an attack ends otherwise, or a promise is not kept', () => {
    const one = page(6)
    expect(isHeld(one)).toBe(true)
    expect(isHeld({ ...one, attacks: one.attacks.map((tried) => ({ ...tried, held: false })) })).toBe(false)
    expect(isHeld({ ...one, promises: { ...one.promises, something: false } })).toBe(false)
  })

  it('keep lists of the members that stay, and of nobody whom Eve made up', { timeout: PATIENT }, () => {
    const { graphs } = JSON.parse(told('--json').stdout) as { graphs: Graphs }
    const listed = graphs.map(({ rows }) => rows.filter(({ standing, isVetter }) => standing === 'listed' && !isVetter))
    expect(listed.map((rows) => rows.length)).toEqual([6, 13, 9])
    const refused = graphs.flatMap(({ rows }) => rows.filter(({ standing }) => standing !== 'listed'))
    expect(refused.map(({ name }) => name)).toEqual(['Eve', 'Ruth', 'Saul', 'Tess', 'Uma', 'Vic', 'Walt'])
  })
})

type Graphs = readonly {
  readonly rows: readonly { readonly name: string; readonly standing: string; readonly isVetter: boolean }[]
}[]

describe('what the communities count', () => {
  it('is released where there are enough, verified by its files, and refused elsewhere', () => {
    const measured = story.world.measured ?? []
    expect(measured.map(({ members }) => members)).toEqual([6, 13, 9])
    const refusals = measured.map(({ rounds }) => rounds.map(({ refused }) => refused?.code))
    expect(refusals).toEqual([
      ['measurement_too_few'],
      [undefined, 'measurement_early', undefined],
      [undefined, 'measurement_early', undefined],
    ])
    const said = measured.flatMap(({ community, now, rounds, releases }) =>
      rounds.flatMap(({ released, evidence }) =>
        released.map(({ release }) => {
          if (!release.ok || evidence === undefined) return release.ok ? 'without files' : release.error.code
          const read = verifyRelease(release.value, { community, now, evidence, others: releases })
          return read.ok ? read.value : read.error.code
        }),
      ),
    )
    const releases = said.flatMap((one) => (typeof one === 'string' ? [] : [one]))
    expect(new Set(said.filter((one) => typeof one === 'string'))).toEqual(new Set(['release_withheld']))
    expect(releases.length).toBe(measured.flatMap((one) => one.releases).length)
    // Numbers, bands, and cells that are not said: a report has all three to show.
    expect(releases.some(({ counts }) => counts !== undefined)).toBe(true)
    expect(releases.some(({ band, counts }) => band !== undefined && counts === undefined)).toBe(true)
    expect(releases.flatMap(({ counts = [] }) => counts).every(({ count }) => count >= 20)).toBe(true)
  })

  it('goes on when a third falls out, and counts nobody in two communities', () => {
    const dropped = (story.world.measured ?? []).flatMap(({ rounds }) => rounds[0]?.dropped ?? [])
    expect(dropped.map(({ name }) => name).sort()).toEqual(['Fox', 'Nils', 'Noor'])
    expect(dropped.find(({ name }) => name === 'Noor')?.why).toContain('measurement_budget_spent')
  })
})

/** Runs the command once for each set of words, and keeps what it said. */
const runs = new Map<string, { readonly status: number | null; readonly stdout: string; readonly stderr: string }>()
function told(...words: readonly string[]) {
  const known = runs.get(words.join(' '))
  if (known !== undefined) return known
  const all = [tell, ...words, '--picture', folder]
  const run = spawnSync(process.execPath, all, { cwd: root, encoding: 'utf8', env: { ...process.env, COLUMNS: '80' } })
  runs.set(words.join(' '), run)
  return run
}

describe('npm run demo:communities', () => {
  it('tells machines the same, in one object', { timeout: PATIENT }, () => {
    const { status, stdout, stderr } = told('--json')
    expect([status, stderr]).toEqual([0, ''])
    const { held, weeks } = JSON.parse(stdout) as { held: boolean; weeks: readonly Page[] }
    expect(held).toBe(true)
    // Played twice, in two processes: to the letter.
    const again = JSON.parse(JSON.stringify(story.pages)) as readonly Page[]
    expect(weeks.map(({ items, facts }) => ({ items, facts }))).toEqual(
      again.map(({ items, facts }) => ({ items, facts })),
    )
  })

  it('tells one week in eighty columns, without colours where nobody sees them', { timeout: PATIENT }, () => {
    const { status, stdout } = told('--week', '2')
    expect(status).toBe(0)
    expect(stdout).toContain('Week 2 · The first list')
    expect(stdout).not.toContain('Week 1')
    expect(stdout).not.toContain('\u001b')
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([])
  })

  it('fails, and says which attack was not stopped, when a rule is missing', { timeout: PATIENT }, () => {
    const { status, stdout } = told('--week', '6', '--without', 'depth')
    expect(status).toBe(1)
    expect(stdout).toContain('NOT STOPPED')
  })

  it.each([['--week', '13'], ['--week', 'two'], ['--without', 'everything'], ['--nothing']])(
    'does not understand %s %s',
    { timeout: PATIENT },
    (...words) => {
      const { status, stderr } = told(...words)
      expect(status).toBe(2)
      expect(stderr).toContain('--picture FOLDER')
    },
  )

  it('can be interrupted at any time, and leaves nothing', { timeout: PATIENT }, async () => {
    const empty = mkdtempSync(join(folder, 'interrupted-'))
    const child = spawn(process.execPath, [tell, '--picture', empty], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    await once(child.stdout, 'data')
    child.kill('SIGINT')
    await once(child, 'exit')
    expect(readdirSync(empty)).toEqual([])
  })
})

describe('the picture', () => {
  it.each(pictures)('%s is the one that the page shows', { timeout: PATIENT }, (name) => {
    told('--json')
    const drawn = readFileSync(join(folder, name), 'utf8')
    expect(drawn).toBe(readFileSync(join(root, 'examples', 'three-communities', name), 'utf8'))
  })

  it.each(pictures)('%s is well-formed, and told in words', (name) => {
    const svg = readFileSync(join(root, 'examples', 'three-communities', name), 'utf8')
    expect(openTags(svg)).toEqual([])
    expect(svg).toMatch(/<svg [^>]*role="img" aria-labelledby="title desc"/)
    expect(/<title id="title">([^<]+)</.exec(svg)?.[1]).toContain('three communities')
    const words = /<desc id="desc">([^<]+)</.exec(svg)?.[1] ?? ''
    expect(words).toContain('Ben introduced Eve, approved by Abel and Brigid and Cora, not listed: revoked')
    expect(words).toContain('Eve introduced Ruth')
  })

  it.each(pictures)('%s shows what is cut by its shape, whatever the colour', (name) => {
    const svg = readFileSync(join(root, 'examples', 'three-communities', name), 'utf8')
    const count = (part: string) => svg.split(part).length - 1
    // Seven are out, each with a dashed line and a crossed circle; one more of each is in the legend.
    expect(count('class="line cut"')).toBe(8)
    expect(count('class="out"')).toBe(8)
    expect(count('l5 -10m3 10l5 -10')).toBe(2)
  })
})

/** Tags that are not closed, or closed in another order; what is no tag and holds a sign that would have to be escaped. */
function openTags(xml: string): readonly string[] {
  const open: string[] = []
  const rest = xml.replace(
    /<(\/?)([a-z]+)((?: [a-zA-Z:-]+="[^"<&]*")*)(\/?)>/g,
    (_, closes, name: string, __, isEmpty) => {
      if (closes === '' && isEmpty === '') open.push(name)
      if (closes === '') return ''
      return open.at(-1) === name && open.pop() !== undefined ? '' : `<${name}`
    },
  )
  return [...open, ...(rest.replace(/&(amp|lt|gt|quot);/g, '').match(/[<>&]/g) ?? [])]
}
