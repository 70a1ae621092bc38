import type { Presence, Profile, Stated } from '../profile/profile.js'
import { type SectionName, unstatedOf } from '../profile/unstated.js'
import { type Facet, type Language, underHeading, useLanguage, wordFor } from './language.js'
import { shown } from './shown.js'

type Row = readonly [heading: string, values: readonly string[]]

/** The page as people see it: what is stated, in the words of the person's own side. */
export function Preview({ profile, presence }: { readonly profile: Profile; readonly presence: Presence | undefined }) {
  const language = useLanguage()
  const { words, labels } = language
  const name = profile.name.trim() === '' ? words.profile.name : shown(profile.name)
  return (
    <article class="card preview">
      <h3>
        <bdi>{name}</bdi>
      </h3>
      {profile.practice !== '' && (
        <p class="quiet" dir="auto">
          {shown(profile.practice)}
        </p>
      )}
      <p dir="auto">
        {profile.summary === '' ? <span class="quiet">{words.app.notStated}</span> : shown(profile.summary)}
      </p>
      {presence !== undefined && (
        <p class="room">
          <strong>{labels.capacity[presence.capacity]}</strong>
          {isFirst(presence.firstAppointment) && ` · ${labels.firstAppointment[presence.firstAppointment]}`}
        </p>
      )}
      <dl>
        {rowsOf(profile, language).map(([heading, values]) => (
          <div key={heading}>
            <dt>{heading}</dt>
            <dd class={values.length === 0 ? 'quiet' : ''} dir="auto">
              {values.length === 0 ? words.app.notStated : values.map(shown).join(', ')}
            </dd>
          </div>
        ))}
      </dl>
    </article>
  )
}

function isFirst(value: string): value is keyof Language['labels']['firstAppointment'] {
  return ['within-a-week', 'within-two-weeks', 'within-a-month', 'longer'].includes(value)
}

/** What stays a question, in the words people read, and a way to each. */
export function UnstatedList(props: { readonly profile: Profile; readonly onFill: (section: SectionName) => void }) {
  const language = useLanguage()
  const { words, labels } = language
  const said = words.profile
  const open = unstatedOf(props.profile, labels)
  return (
    <section class="unstated">
      <h2>{said.unstated}</h2>
      <p class="quiet">{open.length === 0 ? said.unstatedNone : said.unstatedLead}</p>
      <ul>
        {open.map(({ field, section, question }) => (
          <li key={field}>
            <div>
              <strong>{said.unstatedFields[field]}</strong>
              {question !== '' && <span class="quiet">{question}</span>}
            </div>
            <button
              type="button"
              class="plain"
              aria-label={underHeading(language, said.fill, said.unstatedFields[field])}
              onClick={() => props.onFill(section)}
            >
              {said.fill}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

function rowsOf(profile: Profile, language: Language): readonly Row[] {
  const { labels, words } = language
  const list = (facet: Facet, { yes }: Stated) => yes.map((id) => wordFor(language, facet, id))
  const concerns = Object.entries(profile.concepts)
    .filter(([, level]) => level > 0)
    .sort(([, one], [, other]) => other - one)
    .map(([id, level]) => `${wordFor(language, 'concern', id)} (${words.profile.levels[level]})`)
  const places = profile.places.map(({ label, region, postalArea }) =>
    [label, postalArea, region].filter((one) => one !== '').join(' '),
  )
  const hours = profile.hours.map(({ day, from, to }) => `${dayWord(language, day)} ${from}–${to}`)
  const rows: readonly Row[] = [
    [labels.facets.concern, concerns],
    [labels.facets.modality, list('modality', profile.modalities)],
    [labels.facets.format, [...list('format', profile.formats), ...places]],
    [labels.facets.language, list('language', profile.languages)],
    [words.profile.feeModel, moneyOf(profile, language)],
    [labels.facets.insurer, list('insurer', profile.insurers)],
    [words.profile.sections.hours, hours],
    [labels.facets['age-group'], list('age-group', profile.ageGroups)],
    [labels.facets.session, list('session', profile.sessions)],
    [labels.facets.population, list('population', profile.populations)],
    [labels.facets['body-area'], list('body-area', profile.areas)],
    [words.profile.rules, rulesOf(profile, language)],
  ]
  // What most pages never state is no gap; what people ask about is.
  return rows.filter(([, values], at) => values.length > 0 || at < 9)
}

function moneyOf({ feeModel, feeFrom, feeTo, currency }: Profile, language: Language): readonly string[] {
  if (feeModel === '') return []
  const range = [feeFrom, feeModel === 'fixed' ? '' : feeTo].filter((one) => one !== '').join('–')
  const model = wordFor(language, 'fee-model', feeModel)
  return [range === '' ? model : `${model}, ${range} ${currency}`]
}

function rulesOf({ onlyGenders, onlyAges, onlyMembers }: Profile, language: Language): readonly string[] {
  return [
    ...onlyGenders.map((id) => wordFor(language, 'gender', id)),
    ...onlyAges.map((id) => wordFor(language, 'age-group', id)),
    ...(onlyMembers === '' ? [] : [onlyMembers]),
  ]
}

function dayWord({ labels }: Language, day: string): string {
  const days: Readonly<Record<string, string>> = labels.day
  return days[day] ?? day
}
