import type { Referral } from 'entrenous/practitioner'
import { textOfDisclosure } from 'entrenous/practitioner'
import { fill } from '../../words/words.js'
import { today } from '../clock.js'
import { Heading } from '../parts/basics.js'
import { dayWords, isoOfDay, useLanguage } from '../parts/language.js'
import { shown } from '../parts/shown.js'
import { useDesk } from '../state.js'

/** The states a letter can be in, as groups of the list. */
const groups = {
  new: ['requested'],
  waiting: ['on-hold'],
  yes: ['accepted', 'in-progress'],
  closed: ['completed', 'rejected', 'failed', 'cancelled'],
} as const

/** Every letter that has not ended, by what is to be done with it. */
export function LettersPage() {
  const desk = useDesk()
  const { words } = useLanguage()
  const said = words.letters
  return (
    <>
      <div class="row head">
        <Heading>{said.title}</Heading>
        <button type="button" class="push" onClick={() => desk.go({ page: 'receive' })}>
          {words.today.receive}
        </button>
      </div>
      {desk.referrals.length === 0 && <p class="card quiet">{said.empty}</p>}
      {(Object.keys(groups) as (keyof typeof groups)[]).map((name) => (
        <Group key={name} name={name} />
      ))}
    </>
  )
}

function Group({ name }: { readonly name: keyof typeof groups }) {
  const { referrals } = useDesk()
  const { words } = useLanguage()
  const states: readonly string[] = groups[name]
  const inGroup = referrals
    .filter(({ state }) => states.includes(state))
    .sort((one, other) => one.expiresOn - other.expiresOn)
  if (inGroup.length === 0) return null
  return (
    <section>
      <h2>{words.letters[name]}</h2>
      <ul class="letters">
        {inGroup.map((referral) => (
          <li key={referral.id}>
            <LetterLine referral={referral} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function LetterLine({ referral }: { readonly referral: Referral }) {
  const desk = useDesk()
  const language = useLanguage()
  const said = language.words.letters
  const { disclosure, id, state, expiresOn } = referral
  const lines = disclosure && textOfDisclosure(disclosure, language.labels, language.vocabulary)
  const iso = isoOfDay(expiresOn)
  const until = iso <= today() ? said.lastDay : fill(said.until, { date: dayWords(language, iso) })
  return (
    <button type="button" class="card letter-line" onClick={() => desk.go({ page: 'letter', id })}>
      <strong>
        <bdi>{nameOf(referral) ?? fill(said.anonymous, { letters: id.slice(0, 4).toUpperCase() })}</bdi>
      </strong>
      <span>
        <bdi>{lines === undefined ? said.gone : shown(lines.fields[0] ?? lines.purpose).slice(0, 120)}</bdi>
      </span>
      <span class="quiet">
        {language.labels.referral[state]} · {until}
      </span>
    </button>
  )
}

/** The name a person shared, if they did. */
export function nameOf({ disclosure, more }: Referral): string | undefined {
  const name = [disclosure, ...more].map((one) => one?.fields.contact?.name).find((one) => one !== undefined)
  return name === undefined ? undefined : shown(name).slice(0, 80)
}
