import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { readBoard } from 'entrenous/board'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { layoutOf } from '../../examples/board/layout.js'
import { originsFrom, type Place, placeNames } from '../../examples/start/origins.js'
import { harbourBoard } from '../../examples/start/publish.js'
import { root } from '../../scripts/build.js'
import { must } from '../support/catalogue.js'
import { freePorts, isFree } from '../support/story-servers.js'

// What `npm start` promises whoever types it, held against the command itself.

const PATIENT = 300_000

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'entrenous-start-test-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Starts the command with a folder of its own for what stays and for what does not. */
function start(
  name: string,
  port: number,
  ...more: readonly string[]
): { readonly child: ChildProcess; readonly temporary: string } {
  const temporary = join(folder, name, 'temporary')
  mkdirSync(temporary, { recursive: true })
  const words = ['--port', String(port), '--keep', join(folder, name, 'kept'), ...more]
  const child = spawn(process.execPath, [join(root, 'examples', 'start', 'start.js'), ...words], {
    cwd: root,
    env: { ...process.env, TMPDIR: temporary },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  return { child, temporary }
}

/** Waits until it says a line that has this in it. */
async function said({ stdout }: ChildProcess, words: string): Promise<void> {
  if (stdout === null) throw new Error('nothing can be heard')
  for await (const line of createInterface({ input: stdout })) if (line.includes(words)) return
  throw new Error(`it ended without: ${words}`)
}

/** Ends it as Ctrl-C does. Gives its exit code. */
async function interrupted(child: ChildProcess): Promise<unknown> {
  const ended = once(child, 'exit')
  child.kill('SIGINT')
  const [code] = await ended
  return code
}

describe('npm start', () => {
  it('serves each part with its headers, and leaves nothing when Ctrl-C ends it', { timeout: PATIENT }, async () => {
    const first = await freePorts(placeNames.length)
    const at = originsFrom(first)
    const { child, temporary } = start('whole', first)
    await said(child, 'Ctrl-C ends it.')
    const paths: Readonly<Record<Place, string>> = {
      tour: '/',
      plain: '/',
      react: '/',
      intake: '/intake.en.html',
      desk: '/',
      board: '/board.json',
      catalogue: '/harbour.catalogue',
    }
    for (const place of placeNames) {
      const answer = await fetch(at[place].origin + paths[place])
      const header = (name: string) => answer.headers.get(name) ?? ''
      expect([place, answer.status]).toEqual([place, 200])
      expect([header('set-cookie'), header('etag'), header('last-modified')], place).toEqual(['', '', ''])
      expect(header('x-content-type-options'), place).toBe('nosniff')
      await answer.arrayBuffer()
    }
    await judgePolicies(at)
    expect(await interrupted(child)).toBe(0)
    expect(readdirSync(temporary)).toEqual([])
    for (const place of placeNames) expect(await isFree(at[place].port), place).toBe(true)
  })

  it('leaves nothing when Ctrl-C ends it while it builds', { timeout: PATIENT }, async () => {
    const { child, temporary } = start('half', await freePorts(placeNames.length))
    await said(child, 'Building the intake')
    expect(await interrupted(child)).toBe(0)
    expect(readdirSync(temporary)).toEqual([])
  })

  it('names the port that is in use, before it builds anything', { timeout: PATIENT }, async () => {
    const first = await freePorts(placeNames.length)
    const taken = createServer().listen(first + 3, 'localhost')
    await once(taken, 'listening')
    const { child, temporary } = start('taken', first)
    let errors = ''
    child.stderr?.on('data', (text) => {
      errors += text
    })
    const [code] = await once(child, 'close')
    taken.close()
    expect([code, errors]).toEqual([1, `Port ${first + 3} is in use: choose seven others with --port.\n`])
    expect(readdirSync(temporary)).toEqual([])
  })

  it('refuses a time for the desk to post that is none', { timeout: PATIENT }, async () => {
    const { child } = start('never', await freePorts(placeNames.length), '--post-after', '2,soon')
    let errors = ''
    child.stderr?.on('data', (text) => {
      errors += text
    })
    const [code] = await once(child, 'close')
    expect([code, errors]).toEqual([2, '--post-after: seconds, separated by commas\n'])
  })

  it('keeps its board through a change of ports', () => {
    const kept = join(folder, 'moved')
    const addressOf = (address: string) => {
      const { board } = harbourBoard(kept, address)
      const read = must(readBoard(readFileSync(layoutOf(join(kept, 'board')).description, 'utf8')))
      expect(read.address).toBe(address)
      return Buffer.from(board.key).toString('hex')
    }
    expect(addressOf('http://localhost:4105/')).toBe(addressOf('http://localhost:5105/'))
  })
})

async function judgePolicies(at: ReturnType<typeof originsFrom>): Promise<void> {
  const headersOf = async (place: Place, path = '/') => {
    const answer = await fetch(at[place].origin + path)
    const body = await answer.text()
    return { body, header: (name: string) => answer.headers.get(name) ?? '' }
  }
  for (const language of ['en', 'es', 'fr']) {
    const { header } = await headersOf('intake', `/intake.${language}.html`)
    expect(header('connection-allowlist')).toBe('()')
    expect(header('content-security-policy')).toMatch(
      /^default-src 'none'; script-src 'sha256-[^']+'; style-src 'sha256-/,
    )
    expect(header('content-security-policy')).toContain(`frame-ancestors ${at.plain.origin} ${at.react.origin}`)
  }
  for (const place of ['plain', 'react'] as const) {
    const policy = (await headersOf(place)).header('content-security-policy')
    expect(policy).toContain(`connect-src ${at.catalogue.origin} ${at.board.origin}; frame-src ${at.intake.origin};`)
    expect(policy).not.toContain('unsafe')
  }
  const desk = await headersOf('desk')
  expect(desk.header('content-security-policy')).toBe("frame-ancestors 'none'")
  expect(desk.body).toContain(`connect-src 'self' ${at.catalogue.origin} ${at.board.origin};`)
  expect((await headersOf('tour')).header('content-security-policy')).toContain("default-src 'none'; style-src 'self'")
}
