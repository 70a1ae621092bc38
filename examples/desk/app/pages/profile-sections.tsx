import { fill } from '../../words/words.js'
import { Check, Field, MaybeField, Radios } from '../parts/basics.js'
import { conceptsOf, useLanguage, wordFor } from '../parts/language.js'
import { ConcernPicker, StatedPicker } from '../parts/picker.js'
import type { Profile, Stated } from '../profile/profile.js'
import type { SectionName } from '../profile/unstated.js'
import { HoursForm } from './profile-hours.js'
import { MoneyForm } from './profile-money.js'
import { PlacesForm } from './profile-places.js'

/** What every section gets: the whole page, and how to change members of it. */
export type SectionProps = { readonly value: Profile; readonly onChange: (changes: Partial<Profile>) => void }

/** The names of the lists of a page. */
type ListName = { [Name in keyof Profile]: Profile[Name] extends Stated ? Name : never }[keyof Profile]

/** One subject of the form. */
export function SectionForm({ section, ...props }: SectionProps & { readonly section: SectionName }) {
  switch (section) {
    case 'you':
      return <YouForm {...props} />
    case 'work':
      return <WorkForm {...props} />
    case 'ways':
      return <WaysForm {...props} />
    case 'hands-on':
      return <HandsOnForm {...props} />
    case 'people':
      return <PeopleForm {...props} />
    case 'places':
      return <PlacesForm {...props} />
    case 'languages':
      return <LanguagesForm {...props} />
    case 'money':
      return <MoneyForm {...props} />
    case 'hours':
      return <HoursForm {...props} />
    case 'contact':
      return <ContactForm {...props} />
  }
}

/** A list of the page under the library's own heading for its facet. */
function List(
  props: SectionProps & {
    readonly name: ListName
    readonly facet: Parameters<typeof wordFor>[1]
    readonly legend?: string
  },
) {
  const { labels } = useLanguage()
  return (
    <StatedPicker
      legend={props.legend ?? labels.facets[props.facet]}
      facet={props.facet}
      value={props.value[props.name]}
      onChange={(list) => props.onChange({ [props.name]: list })}
    />
  )
}

/** What the law calls special: published only by who says so twice. */
const special = /^(faith|heritage|identity|lived-experience)(\.|$)/

function YouForm({ value, onChange }: SectionProps) {
  const said = useLanguage().words.profile
  const { yes, no } = value.facets
  const statesSpecial = [...yes, ...no].some((id) => special.test(id))
  return (
    <>
      <Field
        label={said.name}
        hint={said.nameHint}
        value={value.name}
        most={80}
        name="name"
        onChange={(name) => onChange({ name })}
      />
      <Field
        label={said.summary}
        hint={fill(said.summaryHint, { count: 600 - value.summary.length })}
        value={value.summary}
        most={600}
        rows={4}
        name="summary"
        onChange={(summary) => onChange({ summary: summary.replaceAll('\n', ' ') })}
      />
      <Field
        label={said.practice}
        value={value.practice}
        most={120}
        name="practice"
        onChange={(practice) => onChange({ practice })}
      />
      <StatedPicker
        legend={said.about}
        facet="practitioner"
        value={value.facets}
        onChange={(facets) => onChange({ facets })}
      />
      {statesSpecial && (
        <div class="notice">
          <Check
            label={said.special}
            checked={value.publishesSpecialCategories}
            onChange={(publishesSpecialCategories) => onChange({ publishesSpecialCategories })}
          />
          <p class="quiet">{said.specialHint}</p>
        </div>
      )}
    </>
  )
}

function WorkForm({ value, onChange }: SectionProps) {
  const said = useLanguage().words.profile
  return (
    <>
      <p class="quiet">{said.levelHint}</p>
      <ConcernPicker value={value.concepts} onChange={(concepts) => onChange({ concepts })} />
    </>
  )
}

function WaysForm(props: SectionProps) {
  return (
    <>
      <List {...props} name="modalities" facet="modality" />
      <List {...props} name="styles" facet="style" />
    </>
  )
}

function HandsOnForm(props: SectionProps) {
  const said = useLanguage().words.profile
  const { value, onChange } = props
  return (
    <>
      <List {...props} name="areas" facet="body-area" />
      <MaybeField legend={said.touchFree} value={value.touchFree} onChange={(touchFree) => onChange({ touchFree })} />
      <MaybeField legend={said.chaperone} value={value.chaperone} onChange={(chaperone) => onChange({ chaperone })} />
      <List {...props} name="clothing" facet="clothing" />
    </>
  )
}

function PeopleForm(props: SectionProps) {
  const language = useLanguage()
  const said = language.words.profile
  const { value, onChange } = props
  const only = (name: 'onlyGenders' | 'onlyAges', facet: 'gender' | 'age-group', legend: string) => (
    <fieldset>
      <legend>{legend}</legend>
      <div class="rows">
        {conceptsOf(language, facet).map((id) => (
          <Check
            key={id}
            label={wordFor(language, facet, id)}
            checked={value[name].includes(id)}
            onChange={(isIn) =>
              onChange({ [name]: isIn ? [...value[name], id] : value[name].filter((one) => one !== id) })
            }
          />
        ))}
      </div>
    </fieldset>
  )
  const hasRules = value.onlyGenders.length + value.onlyAges.length + value.onlyMembers.length > 0
  return (
    <>
      <List {...props} name="ageGroups" facet="age-group" />
      <List {...props} name="sessions" facet="session" />
      <List {...props} name="seenFor" facet="for-whom" />
      <List {...props} name="populations" facet="population" />
      <details class="group" open={hasRules}>
        <summary>
          <span>{said.rules}</span>
        </summary>
        <p class="quiet">{said.onlyHint}</p>
        {only('onlyGenders', 'gender', said.onlyGenders)}
        {only('onlyAges', 'age-group', said.onlyAges)}
        <Field
          label={said.onlyMembers}
          hint={said.onlyMembersHint}
          value={value.onlyMembers}
          onChange={(onlyMembers) => onChange({ onlyMembers })}
        />
      </details>
    </>
  )
}

function LanguagesForm(props: SectionProps) {
  const said = useLanguage().words.profile
  return (
    <>
      <List {...props} name="languages" facet="language" />
      <MaybeField
        legend={said.interpreter}
        value={props.value.interpreter}
        onChange={(interpreter) => props.onChange({ interpreter })}
      />
    </>
  )
}

const ways = ['board', 'inbox-link', 'in-person'] as const

function ContactForm({ value, onChange }: SectionProps) {
  const said = useLanguage().words.profile
  return (
    <>
      <p class="quiet">{said.noticeHint}</p>
      <Field
        label={said.noticeContact}
        hint={said.noticeContactHint}
        value={value.noticeContact}
        most={120}
        name="notice-contact"
        onChange={(noticeContact) => onChange({ noticeContact })}
      />
      <Radios
        legend={said.answersWithin}
        value={value.answersWithinDays}
        options={['1', '2', '3', '5', '7', '14'].map((days) => [days, days])}
        onChange={(answersWithinDays) => onChange({ answersWithinDays })}
      />
      <fieldset>
        <legend>{said.delivery}</legend>
        <div class="rows">
          {ways.map((way) => (
            <Check
              key={way}
              label={said.deliveries[way]}
              checked={value.delivery.includes(way)}
              onChange={(isIn) =>
                onChange({ delivery: ways.filter((one) => (one === way ? isIn : value.delivery.includes(one))) })
              }
            />
          ))}
        </div>
      </fieldset>
      <details class="group">
        <summary>
          <span>{said.notice}</span>
        </summary>
        <Field
          label={said.noticeDays}
          value={value.noticeDays}
          type="number"
          inputMode="numeric"
          onChange={(noticeDays) => onChange({ noticeDays })}
        />
        <Field
          label={said.noticeRegion}
          hint={said.regionHint}
          value={value.noticeRegion}
          most={6}
          onChange={(noticeRegion) => onChange({ noticeRegion })}
        />
        <Field
          label={said.noticeLink}
          hint={said.bookingHint}
          value={value.noticeLink}
          most={300}
          onChange={(noticeLink) => onChange({ noticeLink })}
        />
      </details>
    </>
  )
}
