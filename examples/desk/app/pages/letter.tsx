import { type Disclosure, type Referral, textOfDisclosure } from 'entrenous/practitioner'
import { useState } from 'preact/hooks'
import { fill } from '../../words/words.js'
import { now, today } from '../clock.js'
import { dayOf, noted, notedLetters } from '../counting/notes.js'
import { AnswerSent } from '../parts/answer-sent.js'
import { ByOthers, Heading, Status } from '../parts/basics.js'
import { dayWords, isoOfDay, useLanguage } from '../parts/language.js'
import { useDesk } from '../state.js'
import { AnswerForm, type AnswerFormName } from './answer-form.js'
import { nameOf } from './letters.js'

const forms: readonly AnswerFormName[] = ['times', 'accept', 'waitingList', 'decline', 'suggest', 'ask']
/** Nothing is answered any more in these. */
const final = ['completed', 'rejected', 'failed', 'cancelled']

/** One letter: what was agreed to, until when, and the answer to it. */
export function LetterPage({ id }: { readonly id: string }) {
  const desk = useDesk()
  const language = useLanguage()
  const { words } = language
  const referral = desk.referrals.find((one) => one.id === id)
  const [sent, setSent] = useState<Uint8Array>()
  if (referral === undefined) return <Status>{words.letters.gone}</Status>
  const name = nameOf(referral) ?? fill(words.letters.anonymous, { letters: id.slice(0, 4).toUpperCase() })
  return (
    <>
      <button type="button" class="plain back" onClick={() => desk.go({ page: 'letters' })}>
        ← {words.letters.title}
      </button>
      <Heading>
        <bdi>{name}</bdi>
      </Heading>
      <p class="quiet">{language.labels.referral[referral.state]}</p>
      {referral.disclosure === undefined ? (
        <p class="notice" role="status">
          {words.letter.withdrawn}
        </p>
      ) : (
        <>
          <Agreed disclosure={referral.disclosure} more={referral.more} />
          {sent === undefined ? (
            <Answering key={referral.state} referral={referral} onSent={setSent} />
          ) : (
            <AnswerSent record={sent} />
          )}
          <OwnMarks referral={referral} />
        </>
      )}
    </>
  )
}

function Agreed({ disclosure, more }: { readonly disclosure: Disclosure; readonly more: readonly Disclosure[] }) {
  const language = useLanguage()
  const { words } = language
  const said = textOfDisclosure(disclosure, language.labels, language.vocabulary)
  const left = daysLeft(said.expires)
  const expires = fill(words.letter.expires, { date: dayWords(language, said.expires) })
  const [kept, erased] = expires.split('{left}')
  return (
    <section class="card agreed">
      <h2>{words.letter.agreed}</h2>
      <p>{fill(words.letter.purpose, { purpose: said.purpose })}</p>
      {said.fields.length === 0 ? <p class="quiet">{words.letter.nothing}</p> : <Fields lines={said.fields} />}
      {more.map((one, at) => {
        const added = textOfDisclosure(one, language.labels, language.vocabulary)
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: their order is that of their days and never changes
          <div key={at} class="added">
            <h3>{fill(words.letter.added, { date: dayWords(language, isoOfDay(one.issuedOn)) })}</h3>
            <Fields lines={added.fields} />
          </div>
        )
      })}
      {disclosure.fields.contact === undefined && more.every(({ fields }) => fields.contact === undefined) && (
        <p class="quiet">{words.letter.noContact}</p>
      )}
      <p class="quiet">
        {kept}
        <span class={left <= 2 ? 'soon' : ''}>{daysLeftText(left, words.letter)}</span>
        {erased} {words.letter.only}
      </p>
    </section>
  )
}

/** The lines of the person's own preview. What stands before the first colon is the library's, the rest may be the person's. */
function Fields({ lines }: { readonly lines: readonly string[] }) {
  return (
    <ul class="fields">
      {lines.map((line) => (
        <li key={line}>
          <ByOthers text={line} />
        </li>
      ))}
    </ul>
  )
}

function daysLeftText(days: number, said: Readonly<Record<'lastDay' | 'oneDayLeft' | 'daysLeft', string>>): string {
  if (days <= 0) return said.lastDay
  return days === 1 ? said.oneDayLeft : fill(said.daysLeft, { days })
}

function daysLeft(iso: string): number {
  return Math.round((Date.parse(iso) - Date.parse(today())) / 86_400_000)
}

function Answering({
  referral,
  onSent,
}: {
  readonly referral: Referral
  readonly onSent: (record: Uint8Array) => void
}) {
  const { words } = useLanguage()
  const [form, setForm] = useState<AnswerFormName>()
  const [isAgain, setAgain] = useState(false)
  const isFinal = final.includes(referral.state)
  if (isAgain && referral.lastAnswer !== undefined) return <AnswerSent record={referral.lastAnswer} isAgain />
  if (form !== undefined) {
    return <AnswerForm form={form} referral={referral} onSent={onSent} onCancel={() => setForm(undefined)} />
  }
  return (
    <section>
      <h2>{words.letter.answer}</h2>
      {isFinal ? (
        <p class="quiet">{words.letter.closed}</p>
      ) : (
        <div class="answers">
          {forms.map((name, at) => (
            <button
              type="button"
              key={name}
              class={at === 0 && referral.state === 'requested' ? 'primary' : ''}
              onClick={() => setForm(name)}
            >
              {words.letter[name]}
            </button>
          ))}
        </div>
      )}
      {referral.lastAnswer !== undefined && (
        <button type="button" class="plain" onClick={() => setAgain(true)}>
          {words.letter.again}
        </button>
      )}
    </section>
  )
}

/** What a practitioner notes on this device alone. */
function OwnMarks({ referral }: { readonly referral: Referral }) {
  const desk = useDesk()
  const { words } = useLanguage()
  if (final.includes(referral.state) || referral.state === 'requested') return null
  const letter = notedLetters(desk.counting?.journal ?? []).find(({ id }) => id === referral.id)
  const set = async (state: 'in-progress' | 'completed' | 'failed') => {
    await desk.vault.inbox.setState(referral.id, state, { now: now() })
    await desk.refresh()
    if (state === 'completed') await desk.count((before) => noted(before, referral.id, 'completed', dayOf(now())))
  }
  const session = async () => {
    await set('in-progress')
    await desk.count((before) => noted(before, referral.id, 'session', dayOf(now())))
  }
  return (
    <section class="marks">
      <h2>{words.letter.mark}</h2>
      <div class="row">
        {letter === undefined ? (
          <button type="button" onClick={() => set('in-progress')}>
            {words.letter.begun}
          </button>
        ) : (
          <button type="button" onClick={session}>
            {words.counting.session}
          </button>
        )}
        <button type="button" onClick={() => set('completed')}>
          {words.letter.done}
        </button>
        <button type="button" onClick={() => set('failed')}>
          {words.letter.failed}
        </button>
      </div>
      {letter !== undefined && <p class="quiet">{fill(words.counting.sessions, { count: letter.sessions.length })}</p>}
    </section>
  )
}
