import { expect, vi } from 'vitest'
import { languageOf, type Spoken } from '../../examples/desk/app/languages.js'
import { fill } from '../../examples/desk/words/words.js'
import { button, byId, choice, type Engine, field, ofClass, type Sight, saying, type Visitor } from './engine.js'
import { answerWith, type Hand } from './story-people.js'
import type { Asked, Everything } from './story-servers.js'

// The story from one end to the other, in whatever browser, language and manner: somebody new writes a page at the desk and
// signs it; the community publishes it; a person finds them by answering questions, reads the words, and sends them; they
// answer; the person shares more, and takes it all back. What the servers were asked for meanwhile is held against what was
// promised.

/** Who writes the page, under which name of a file the lead keeps it, and what is said in which language. */
export type Told = {
  readonly name: string
  readonly file: string
  readonly language: Spoken['tag']
  /** What the person says in confidence. */
  readonly confidence: string
  /** What the practitioner adds to the answer. */
  readonly line: string
}

/** Ben, in English. */
export const bensStory: Told = {
  name: 'Ben Achterberg',
  file: 'ben-achterberg',
  language: 'en',
  confidence: 'It begins on the ferry, at four.',
  line: 'I am glad that you wrote.',
}

/** A record of the board. */
const RECORD_BYTES = 2144

const hand: Hand<Sight> = {
  press: (sight, id) => sight.press(byId(id)),
  choose: (sight, id) => sight.press(byId(id)),
}
/** A desk, and the words that stand on it. */
type Desk = { readonly desk: Visitor; readonly spoken: Spoken }

const tab = ({ desk, spoken: { words } }: Desk, name: 'today' | 'inbox') =>
  desk.press(button(words.app[name], `//nav[@aria-label="${words.app.nav}"]`))
const subject = ({ desk, spoken: { words } }: Desk, name: keyof Spoken['words']['profile']['sections']) =>
  desk.press(button(words.profile.sections[name], `//nav[@aria-label="${words.profile.title}"]`))
/** What stands before the first value of a sentence. */
const before = (sentence: string) => (sentence.split('{')[0] ?? '').trim()

/** What one server was asked for, in a line. */
export const lineOf = ({ place, method, path, bytes }: Asked) => `${place} ${method} ${path} ${bytes}`
/** A record that goes to the board, whatever is in it. */
export const posted = `board POST /records ${RECORD_BYTES}`

/** The first day: words, keys, a page, a signature. Gives the words, and the file for the lead. */
async function beginDesk(
  at: Desk,
  origin: string,
  told: Told,
): Promise<{ readonly words: string; readonly signed: string }> {
  const { desk } = at
  const { words: said, labels } = at.spoken
  await desk.go(`${origin}/`)
  await desk.press(button(said.welcome.begin))
  await desk.appears('//*[@data-drawn]')
  const words = (await desk.texts('//*[@data-drawn]')).join().trim()
  await desk.write('//input[@name="repeat"]', words)
  await desk.press(button(said.passphrase.make))
  await desk.press(button(said.sheet.next))
  await writePage(at, told)
  await desk.press(button(fill(said.profile.next, { section: said.room.title })))
  await desk.press(choice(labels.firstAppointment['within-a-week']))
  await desk.press(button(said.profile.finish))
  const signed = await desk.saved(button(said.sign.do))
  return { words, signed: Buffer.from(signed).toString('utf8') }
}

async function writePage(at: Desk, { name }: Told): Promise<void> {
  const { desk } = at
  const { words, labels } = at.spoken
  const said = words.profile
  await desk.write(field(said.name), name)
  await desk.write(field(said.summary), 'I work with people whose body raises the alarm.')
  await subject(at, 'work')
  await desk.write(field(said.search), labels.concepts.concern['anxiety.panic'])
  await desk.pick('//select[@data-concern="anxiety.panic"]', '4')
  await subject(at, 'places')
  await desk.press(choice(labels.concepts.format.online))
  await desk.press(button(said.licenceAdd))
  await desk.write(field(said.licenceNumber), 'LH-INVENTED-2072')
  await subject(at, 'languages')
  await desk.write(field(said.search), labels.concepts.language.en)
  await desk.press(choice(labels.concepts.language.en))
  await subject(at, 'money')
  await desk.press(choice(labels.concepts['fee-model'].sliding))
  await desk.write(field(said.feeFrom), '60')
  await desk.write(field(said.feeTo), '140')
  await subject(at, 'hours')
  await desk.press(button(fill(said.addHours, { day: labels.day.wed })))
  await subject(at, 'contact')
  await desk.write(field(said.noticeContact), 'somebody@harbour.example')
}

/** Opens a page that embeds the questions, and waits until they can be answered. */
async function questionsOf(person: Visitor, { at }: Everything): Promise<Sight> {
  await person.go(`${at.plain.origin}/`)
  const frame = await person.frame(at.intake.origin)
  await frame.appears(byId('to-open'))
  return frame
}

/** Comes from the first question to the words that would be sent to who is new, and gives them. */
async function comeToTheWords(frame: Sight, { name }: Told): Promise<readonly string[]> {
  await answerWith(hand, { frame })
  await frame.press(`//article[@aria-label="${name}"]//button[starts-with(@id,"write-")]`)
  for (const id of ['suggest', 'to-reach', 'way-host', 'to-agree']) await frame.press(byId(id))
  return previewOf(frame)
}

/** What would be disclosed, a line a field. */
async function previewOf(frame: Sight): Promise<readonly string[]> {
  await frame.appears(byId('agree'))
  const lines = await frame.texts(`//${ofClass('letter')}//p[@class="shared"]`)
  return lines.map((one) => one.trim())
}

async function send(person: Visitor, frame: Sight, { at, asked }: Everything): Promise<void> {
  const count = () => asked.filter((one) => one.origin === at.plain.origin && lineOf(one) === posted).length
  const earlier = count()
  await frame.press(byId('board-0'))
  // The page may say still what it said of the record before.
  await vi.waitFor(() => expect(count()).toBe(earlier + 1), { timeout: 30_000, interval: 100 })
  await person.appears(saying('It is on its way.'))
}

/** Has it sealed and sent, and the note kept by the page. Gives the words that lock the note. */
async function sealAndSend(person: Visitor, frame: Sight, everything: Everything): Promise<string> {
  await frame.press(byId('agree'))
  const words = await frame.held(byId('passphrase'))
  await frame.press(byId('keep-host'))
  await frame.appears(byId('talk'))
  await send(person, frame, everything)
  return words
}

/** Comes back another day, with the note that the page kept. */
async function comeBack(person: Visitor, everything: Everything, words: string): Promise<Sight> {
  const frame = await questionsOf(person, everything)
  await frame.press(byId('to-open'))
  await frame.write(byId('passphrase'), words)
  await frame.press(byId('open'))
  await frame.appears(byId('share-0'))
  return frame
}

/** Adds what it is like in words of their own. Gives the lines of the preview. */
async function shareMore(
  person: Visitor,
  frame: Sight,
  everything: Everything,
  { confidence }: Told,
): Promise<readonly string[]> {
  await frame.press(byId('share-0'))
  await frame.press(byId('answer-story'))
  await frame.write(byId('story'), confidence)
  for (const id of ['next', 'level story text', 'to-reach', 'to-agree']) await frame.press(byId(id))
  const lines = await previewOf(frame)
  await frame.press(byId('agree'))
  await send(person, frame, everything)
  return lines
}

async function lookAtTheBoard(at: Desk): Promise<void> {
  const { desk, spoken } = at
  const said = spoken.words.today
  await tab(at, 'today')
  await desk.press(button(said.boardNow))
  await desk.appears(saying(fill(said.boardFound, { count: 1 })))
  await tab(at, 'inbox')
  await desk.press(`//${ofClass('letter-line')}`)
}

const agreed = `//${ofClass('agreed')}`

async function agreedLines({ desk }: Desk): Promise<readonly string[]> {
  await desk.appears(agreed)
  return desk.texts(`${agreed}/ul/li`)
}

/** Offers times where both are free, and gives the words that the person will read. */
async function offerTimes({ desk, spoken: { words } }: Desk, { line }: Told): Promise<readonly string[]> {
  await desk.press(button(words.letter.times))
  await desk.write('//textarea | //input[@name="note"]', line)
  const place = `//${ofClass('will-read')}/p`
  await desk.appears(`${place}[contains(.,"${line}")]`)
  const texts = await desk.texts(place)
  await desk.press(button(words.letter.send))
  await desk.appears(saying(words.letter.sent))
  return texts
}

/** Opens the desk anew: it posts at its fixed times after that, what waits before what says nothing. */
async function openAnew(at: Desk, passphrase: string, { asked }: Everything): Promise<void> {
  const { desk } = at
  const { words } = at.spoken
  await desk.press(button(words.app.lock))
  await desk.write(field(words.unlock.label), passphrase)
  await desk.press(button(words.unlock.open))
  await tab(at, 'today')
  const count = asked.length
  const isPosted = () => expect(asked.slice(count).map(lineOf)).toContain(posted)
  await vi.waitFor(isPosted, { timeout: 60_000, interval: 100 })
  await desk.vanishes(saying(before(words.today.boardWaiting)))
}

/** The language a page or a frame says it is in, and the direction. */
const languageIn = (sight: Sight) => sight.run('[document.documentElement.lang, document.documentElement.dir].join()')

/** Tells the whole story in a browser, and holds each step of it. The community has nobody of that name before. */
export async function tellWholeStory(engine: Engine, everything: Everything, told: Told = bensStory): Promise<void> {
  const { at } = everything
  // An open desk posts at its fixed times, whatever anybody does.
  const isDesks = ({ place, origin }: Asked) => place === 'desk' || origin === at.desk.origin
  const during = async <Value>(work: () => Promise<Value>) => {
    const count = everything.asked.length
    const value = await work()
    const asked = everything.asked.slice(count).filter((one) => !isDesks(one))
    return { value, asked: asked.map(lineOf) }
  }
  const spoken = languageOf(told.language)
  const side = { desk: await engine.visitor(), spoken }
  const { words: deskWords, signed } = await beginDesk(side, at.desk.origin, told)
  expect(await languageIn(side.desk)).toBe(`${told.language},ltr`)
  expect(everything.publishPage(told.file, signed)).toMatchObject({
    signedByThemselves: expect.arrayContaining([told.file]),
  })

  const person = await engine.visitor()
  const frame = await questionsOf(person, everything)
  expect(await languageIn(frame)).toBe(`${told.language},ltr`)
  const { value: preview, asked: silence } = await during(() => comeToTheWords(frame, told))
  expect(silence).toEqual([])
  expect(preview.length).toBeGreaterThan(2)
  expect(preview.join()).toContain(spoken.labels.concepts.concern.anxiety)
  const { value: words, asked: sending } = await during(() => sealAndSend(person, frame, everything))
  expect(sending).toEqual([posted])

  await lookAtTheBoard(side)
  expect(await agreedLines(side)).toEqual(preview)
  const answer = await offerTimes(side, told)
  await openAnew(side, deskWords, everything)

  const later = await comeBack(person, everything, words)
  expect(await later.texts(`//${ofClass('letter')}/p`)).toEqual(answer)
  const more = await shareMore(person, later, everything, told)
  expect(more.join()).toContain(told.confidence)
  await lookAtTheBoard(side)
  expect(await agreedLines(side)).toEqual(preview)
  expect(await side.desk.texts(`${agreed}//${ofClass('added')}//li`)).toEqual(more)

  for (const id of ['talk', 'back-0', 'withdraw-now']) await later.press(byId(id))
  await send(person, later, everything)
  await lookAtTheBoard(side)
  await side.desk.appears(saying(spoken.words.letter.withdrawn))
  const left = (await side.desk.texts('//main')).join()
  for (const one of [...preview, ...more]) expect(left).not.toContain(one)
  expect([...person.complaints, ...side.desk.complaints]).toEqual([])
}
