import { textOfReply } from 'entrenous/follow-up'
import { type Answer, type DeclineReason, declineReasons, type Referral, textOfFailure } from 'entrenous/practitioner'
import { useEffect, useRef, useState } from 'preact/hooks'
import { fill } from '../../words/words.js'
import { now } from '../clock.js'
import type { Counting } from '../counting/kept.js'
import { dayOf, noted } from '../counting/notes.js'
import { communityBoard } from '../inbox/board.js'
import { waitingWith } from '../inbox/outbox.js'
import { suggestTimes } from '../inbox/times.js'
import { Check, Field, Radios, Wrong } from '../parts/basics.js'
import { useLanguage } from '../parts/language.js'
import { isWithin } from '../parts/search.js'
import { type TimeChoice, TimesChoice } from '../parts/times-choice.js'
import { offsetReader } from '../profile/zone.js'
import { useDesk } from '../state.js'

/** The answers, by what they are to the practitioner. */
export type AnswerFormName = 'times' | 'accept' | 'waitingList' | 'decline' | 'suggest' | 'ask'

/** What can be asked for besides what was shared. */
type AskedField = Extract<Answer, { readonly kind: 'more-asked' }>['fields'][number]
const askable = [
  'contact',
  'availability',
  'needs',
  'payment',
  'area',
  'language',
  'access',
  'story',
] as const satisfies readonly AskedField[]

/** An answer as it is being written; every kind keeps its own part. */
type Writing = {
  readonly note: string
  readonly times: readonly TimeChoice[]
  readonly weeks: string
  readonly reason: DeclineReason
  readonly colleagues: readonly string[]
  readonly fields: readonly AskedField[]
}

const MAX_NOTE = 300

/** Writing one answer: filled in so that sending it as it stands is one more tap. */
export function AnswerForm(props: {
  readonly form: AnswerFormName
  readonly referral: Referral
  readonly onSent: (record: Uint8Array) => void
  readonly onCancel: () => void
}) {
  const desk = useDesk()
  const { words, labels } = useLanguage()
  const { form, referral } = props
  const [writing, setWriting] = useState<Writing>(() => ({
    note: '',
    times: firstTimes(referral, desk.profile),
    weeks: '4',
    reason: 'no-room',
    colleagues: [],
    fields: ['contact'],
  }))
  const [wrong, setWrong] = useState<string>()
  const set = (changes: Partial<Writing>) => setWriting((before) => ({ ...before, ...changes }))
  const answer = answerOf(form, writing)
  const send = async (event: Event) => {
    event.preventDefault()
    if (answer === undefined) return
    const sealed = await desk.vault.inbox.reply(referral.id, answer, desk.keys, { now: now() })
    if (!sealed.ok) return setWrong(textOfFailure(sealed.error, labels, 'practitioner'))
    const { record } = sealed.value
    if (communityBoard() !== undefined) await desk.keep({ outbox: waitingWith(desk.outbox, record) })
    await desk.refresh()
    if (form === 'suggest') await desk.count((before) => withReferredOn(before, referral.id))
    props.onSent(record)
  }
  return (
    <form class="card answer" onSubmit={send}>
      <FormTitle>{words.letter[form]}</FormTitle>
      {wrong !== undefined && <Wrong>{wrong}</Wrong>}
      <Part form={form} writing={writing} set={set} />
      <Field
        label={words.letter.note}
        value={writing.note}
        most={MAX_NOTE}
        name="note"
        hint={fill(words.letter.noteLeft, { count: MAX_NOTE - writing.note.length })}
        onChange={(note) => set({ note })}
      />
      {answer !== undefined && <WillRead answer={answer} />}
      <div class="row">
        <button type="submit" class="primary" disabled={answer === undefined}>
          {words.letter.send}
        </button>
        <button type="button" class="plain" onClick={props.onCancel}>
          {words.letter.cancel}
        </button>
      </div>
    </form>
  )
}

/** Whoever suggests somebody else has referred on, and given, whatever becomes of it. */
function withReferredOn(before: Counting, id: string): Counting {
  const today = dayOf(now())
  return noted(noted(before, id, 'referred-on', today), id, 'given', today)
}

/** Takes the focus, so that whoever uses a keyboard goes on from here. */
function FormTitle({ children }: { readonly children: string }) {
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => title.current?.focus(), [])
  return (
    <h2 tabIndex={-1} ref={title}>
      {children}
    </h2>
  )
}

type PartProps = { readonly writing: Writing; readonly set: (changes: Partial<Writing>) => void }

function Part({ form, writing, set }: PartProps & { readonly form: AnswerFormName }) {
  const { words } = useLanguage()
  switch (form) {
    case 'times':
      return <TimesChoice value={writing.times} onChange={(times) => set({ times })} />
    case 'accept':
      return null
    case 'waitingList':
      return (
        <Field
          label={words.letter.weeks}
          value={writing.weeks}
          type="number"
          inputMode="numeric"
          name="weeks"
          onChange={(weeks) => set({ weeks })}
        />
      )
    case 'decline':
      return (
        <Radios
          legend={words.letter.reason}
          value={writing.reason}
          options={declineReasons.map((reason) => [reason, words.letter.reasons[reason]])}
          onChange={(reason) => set({ reason: declineReasons.find((one) => one === reason) ?? 'other' })}
        />
      )
    case 'suggest':
      return <Colleagues writing={writing} set={set} />
    case 'ask':
      return <AskedFields writing={writing} set={set} />
  }
}

function Colleagues({ writing, set }: PartProps) {
  const { directory, keys } = useDesk()
  const { words } = useLanguage()
  const [asked, setAsked] = useState('')
  const others = directory.colleagues.filter(({ id }) => id !== keys.id)
  if (others.length === 0) return <p class="notice">{words.letter.colleaguesNone}</p>
  const { colleagues } = writing
  const isShown = (name: string, id: string) => colleagues.includes(id) || isWithin(asked, name)
  return (
    <fieldset>
      <legend>{words.letter.colleagues}</legend>
      <p class="quiet">{words.letter.colleaguesHint}</p>
      <Field label={words.profile.search} value={asked} type="search" onChange={setAsked} />
      <div class="rows scroll">
        {others
          .filter(({ name, id }) => isShown(name, id))
          .map(({ id, name }) => (
            <Check
              key={id}
              label={<bdi>{name}</bdi>}
              checked={colleagues.includes(id)}
              disabled={colleagues.length >= 3 && !colleagues.includes(id)}
              onChange={(isIn) =>
                set({ colleagues: isIn ? [...colleagues, id] : colleagues.filter((one) => one !== id) })
              }
            />
          ))}
      </div>
    </fieldset>
  )
}

function AskedFields({ writing, set }: PartProps) {
  const { words, labels } = useLanguage()
  const { fields } = writing
  return (
    <fieldset>
      <legend>{words.letter.fields}</legend>
      <div class="rows">
        {askable.map((field) => (
          <Check
            key={field}
            label={labels.preview.field[field]}
            checked={fields.includes(field)}
            onChange={(isIn) => set({ fields: isIn ? [...fields, field] : fields.filter((one) => one !== field) })}
          />
        ))}
      </div>
    </fieldset>
  )
}

/** The answer in the very words in which the person reads it. */
function WillRead({ answer }: { readonly answer: Answer }) {
  const desk = useDesk()
  const { words, labels } = useLanguage()
  const reply = { id: '', answer, number: 0, issuedOn: 0, by: { key: desk.keys.id, name: desk.profile.name } }
  const nameOf = (id: string) => desk.directory.colleagues.find((one) => one.id === id)?.name
  const utcOffsetMinutes = offsetReader(desk.profile.zone)?.(now()) ?? 0
  // Made up for its words alone: the library's own reply has the same members.
  const text = textOfReply(reply as Parameters<typeof textOfReply>[0], labels, { nameOf, utcOffsetMinutes })
  return (
    <div class="will-read">
      <h3>{words.letter.will}</h3>
      {text.split('\n').map((line) => (
        <p key={line} dir="auto">
          {line}
        </p>
      ))}
    </div>
  )
}

/** The answer as the library takes it; undefined while something is missing. */
function answerOf(form: AnswerFormName, writing: Writing): Answer | undefined {
  const { note: written, times, weeks, reason, colleagues, fields } = writing
  const note = written.trim() === '' ? {} : { note: written.trim() }
  switch (form) {
    case 'accept':
      return { kind: 'accepted', ...note }
    case 'times': {
      const offered = times.filter(({ isOffered }) => isOffered).map(({ starts, minutes }) => ({ starts, minutes }))
      return offered.length === 0 || offered.length > 6 ? undefined : { kind: 'times-offered', times: offered, ...note }
    }
    case 'waitingList': {
      const count = Math.round(Number(weeks))
      return count >= 1 && count <= 104 ? { kind: 'waiting-list', weeks: count, ...note } : undefined
    }
    case 'decline':
      return { kind: 'declined', reason, ...note }
    case 'suggest':
      return colleagues.length === 0
        ? undefined
        : { kind: 'declined', reason: 'ask-somebody-else', colleagues, ...note }
    case 'ask':
      return fields.length === 0 ? undefined : { kind: 'more-asked', fields, ...note }
  }
}

/** Three times where both are free are offered unless the practitioner takes one away. */
function firstTimes(
  { disclosure }: Referral,
  { hours, zone }: { readonly hours: Parameters<typeof suggestTimes>[0]['hours']; readonly zone: string },
) {
  return suggestTimes({ hours, zone }, disclosure?.fields.availability, now()).map((time, at) => ({
    ...time,
    isOffered: at < 3,
  }))
}
