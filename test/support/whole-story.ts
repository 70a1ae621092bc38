import { expect, vi } from 'vitest'
import { button, byId, choice, type Engine, field, ofClass, type Sight, saying, type Visitor } from './engine.js'
import { answerWith, type Hand } from './story-people.js'
import type { Asked, Everything } from './story-servers.js'

// The story from one end to the other, in whatever browser: Ben, who is new, writes a page at the desk and signs it; the
// community publishes it; a person finds Ben by answering questions, reads the words, and sends them; Ben answers; the
// person shares more, and takes it all back. What the servers were asked for meanwhile is held against what was promised.

/** A record of the board. */
const RECORD_BYTES = 2144
const BEN = 'Ben Achterberg'
/** What is said in confidence. */
const confidence = 'It begins on the ferry, at four.'
const line = 'I am glad that you wrote.'

const hand: Hand<Sight> = {
  press: (sight, id) => sight.press(byId(id)),
  choose: (sight, id) => sight.press(byId(id)),
}
const tab = (desk: Sight, name: string) => desk.press(button(name, '//nav[@aria-label="Pages"]'))
const subject = (desk: Sight, name: string) => desk.press(button(name, '//nav[@aria-label="My page"]'))

/** What one server was asked for, in a line. */
export const lineOf = ({ place, method, path, bytes }: Asked) => `${place} ${method} ${path} ${bytes}`
/** A record that goes to the board, whatever is in it. */
export const posted = `board POST /records ${RECORD_BYTES}`

/** Ben's first day: words, keys, a page, a signature. Gives the words, and the file for the lead. */
async function beginDesk(desk: Visitor, origin: string): Promise<{ readonly words: string; readonly signed: string }> {
  await desk.go(`${origin}/`)
  await desk.press(button('Begin'))
  await desk.appears('//*[@data-drawn]')
  const words = (await desk.texts('//*[@data-drawn]')).join().trim()
  await desk.write('//input[@name="repeat"]', words)
  await desk.press(button('Lock my desk'))
  await desk.press(button('I have it on paper'))
  await writePage(desk)
  await desk.press(button('Next: Do you have room?'))
  await desk.press(choice('First appointment within a week'))
  await desk.press(button('Done: sign my page'))
  const signed = await desk.saved(button('Sign and save the file'))
  return { words, signed: Buffer.from(signed).toString('utf8') }
}

async function writePage(desk: Visitor): Promise<void> {
  await desk.write(field('Your name'), BEN)
  await desk.write(field('A few lines about your work'), 'I work with people whose body raises the alarm.')
  await subject(desk, 'What you work with')
  await desk.write(field('Search'), 'panic')
  await desk.pick('//select[@data-concern="anxiety.panic"]', '4')
  await subject(desk, 'Where')
  await desk.press(choice('From a distance'))
  await desk.press(button('Add a region'))
  await desk.write(field('Number'), 'LH-INVENTED-2072')
  await subject(desk, 'Languages')
  await desk.write(field('Search'), 'english')
  await desk.press(choice('English'))
  await subject(desk, 'Money')
  await desk.press(choice('A price that depends on income'))
  await desk.write(field('From'), '60')
  await desk.write(field('To'), '140')
  await subject(desk, 'Your hours')
  await desk.press(button('Add hours on Wednesday'))
  await subject(desk, 'Letters to you')
  await desk.write(field('How to reach you about it'), 'ben@harbour.example')
}

/** Opens a page that embeds the questions, and waits until they can be answered. */
async function questionsOf(person: Visitor, { at }: Everything): Promise<Sight> {
  await person.go(`${at.plain.origin}/`)
  const frame = await person.frame(at.intake.origin)
  await frame.appears(byId('to-open'))
  return frame
}

/** Comes from the first question to the words that would be sent to Ben, and gives them. */
async function comeToTheWords(frame: Sight): Promise<readonly string[]> {
  await answerWith(hand, { frame })
  await frame.press(`//article[@aria-label="${BEN}"]//button[starts-with(@id,"write-")]`)
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
  const before = count()
  await frame.press(byId('board-0'))
  // The page may say still what it said of the record before.
  await vi.waitFor(() => expect(count()).toBe(before + 1), { timeout: 30_000, interval: 100 })
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
async function shareMore(person: Visitor, frame: Sight, everything: Everything): Promise<readonly string[]> {
  await frame.press(byId('share-0'))
  await frame.press(byId('answer-story'))
  await frame.write(byId('story'), confidence)
  for (const id of ['next', 'level story text', 'to-reach', 'to-agree']) await frame.press(byId(id))
  const lines = await previewOf(frame)
  await frame.press(byId('agree'))
  await send(person, frame, everything)
  return lines
}

async function lookAtTheBoard(desk: Sight): Promise<void> {
  await tab(desk, 'Today')
  await desk.press(button('Look at the board now'))
  await desk.appears(saying('New messages for you: 1'))
  await tab(desk, 'Letters')
  await desk.press(`//${ofClass('letter-line')}`)
}

const agreed = `//${ofClass('agreed')}`

async function agreedLines(desk: Sight): Promise<readonly string[]> {
  await desk.appears(agreed)
  return desk.texts(`${agreed}/ul/li`)
}

/** Offers times where both are free, and gives the words that the person will read. */
async function offerTimes(desk: Sight): Promise<readonly string[]> {
  await desk.press(button('Offer times'))
  await desk.write('//textarea | //input[@name="note"]', line)
  const place = `//${ofClass('will-read')}/p`
  await desk.appears(`${place}[contains(.,"${line}")]`)
  const words = await desk.texts(place)
  await desk.press(button('Send this answer'))
  await desk.appears(saying('Your answer is sealed.'))
  return words
}

/** Opens the desk anew: it posts at its fixed times after that, what waits before what says nothing. */
async function openAnew(desk: Visitor, words: string, { asked }: Everything): Promise<void> {
  await desk.press(button('Lock now'))
  await desk.write(field('Your words'), words)
  await desk.press(button('Unlock'))
  await tab(desk, 'Today')
  const before = asked.length
  const isPosted = () => expect(asked.slice(before).map(lineOf)).toContain(posted)
  await vi.waitFor(isPosted, { timeout: 60_000, interval: 100 })
  await desk.vanishes(saying('Answers waiting to be posted'))
}

/** Tells the whole story in a browser, and holds each step of it. The community has no Ben before. */
export async function tellWholeStory(engine: Engine, everything: Everything): Promise<void> {
  const { at } = everything
  // An open desk posts at its fixed times, whatever anybody does.
  const isDesks = ({ place, origin }: Asked) => place === 'desk' || origin === at.desk.origin
  const during = async <Value>(work: () => Promise<Value>) => {
    const before = everything.asked.length
    const value = await work()
    const asked = everything.asked.slice(before).filter((one) => !isDesks(one))
    return { value, asked: asked.map(lineOf) }
  }
  const desk = await engine.visitor()
  const { words: deskWords, signed } = await beginDesk(desk, at.desk.origin)
  expect(everything.publishPage('ben-achterberg', signed)).toMatchObject({ signedByThemselves: ['ben-achterberg'] })

  const person = await engine.visitor()
  const frame = await questionsOf(person, everything)
  const { value: preview, asked: silence } = await during(() => comeToTheWords(frame))
  expect(silence).toEqual([])
  expect(preview.length).toBeGreaterThan(2)
  const { value: words, asked: sending } = await during(() => sealAndSend(person, frame, everything))
  expect(sending).toEqual([posted])

  await lookAtTheBoard(desk)
  expect(await agreedLines(desk)).toEqual(preview)
  const answer = await offerTimes(desk)
  await openAnew(desk, deskWords, everything)

  const later = await comeBack(person, everything, words)
  expect(await later.texts(`//${ofClass('letter')}/p`)).toEqual(answer)
  const more = await shareMore(person, later, everything)
  expect(more.join()).toContain(confidence)
  await lookAtTheBoard(desk)
  expect(await agreedLines(desk)).toEqual(preview)
  expect(await desk.texts(`${agreed}//${ofClass('added')}//li`)).toEqual(more)

  for (const id of ['talk', 'back-0', 'withdraw-now']) await later.press(byId(id))
  await send(person, later, everything)
  await lookAtTheBoard(desk)
  await desk.appears(saying('The person has taken this letter back'))
  const left = (await desk.texts('//main')).join()
  for (const one of [...preview, ...more]) expect(left).not.toContain(one)
  expect([...person.complaints, ...desk.complaints]).toEqual([])
}
