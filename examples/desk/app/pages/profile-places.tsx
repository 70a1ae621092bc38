import { fill } from '../../words/words.js'
import { community } from '../community.js'
import { Field, Select } from '../parts/basics.js'
import { useLanguage } from '../parts/language.js'
import { StatedPicker } from '../parts/picker.js'
import { type Licence, nothingStated, type Place } from '../profile/profile.js'
import type { SectionProps } from './profile-sections.js'

/** Online, in person, where, and where online work is lawful. */
export function PlacesForm({ value, onChange }: SectionProps) {
  const { words, labels } = useLanguage()
  const said = words.profile
  const { places, licences } = value
  const setPlace = (at: number, changes: Partial<Place>) =>
    onChange({ places: places.map((one, nth) => (nth === at ? { ...one, ...changes } : one)) })
  const setLicence = (at: number, changes: Partial<Licence>) =>
    onChange({ licences: licences.map((one, nth) => (nth === at ? { ...one, ...changes } : one)) })
  const fresh = { label: '', region: community.region, postalArea: '', access: nothingStated }
  return (
    <>
      <StatedPicker
        legend={labels.facets.format}
        facet="format"
        value={value.formats}
        onChange={(formats) => onChange({ formats })}
      />
      <StatedPicker
        legend={said.access}
        facet="access"
        value={value.access}
        onChange={(access) => onChange({ access })}
      />
      {places.map((place, at) => (
        <OnePlace
          // biome-ignore lint/suspicious/noArrayIndexKey: a place has no name of its own until it is written
          key={at}
          number={at + 1}
          place={place}
          onChange={(changes) => setPlace(at, changes)}
          onRemove={() => onChange({ places: places.filter((_, nth) => nth !== at) })}
        />
      ))}
      <button type="button" onClick={() => onChange({ places: [...places, fresh] })}>
        {said.placeAdd}
      </button>
      <h3 class="apart">{said.licences}</h3>
      <p class="quiet">{said.licenceHint}</p>
      {licences.map((licence, at) => (
        <OneLicence
          // biome-ignore lint/suspicious/noArrayIndexKey: as above
          key={at}
          licence={licence}
          onChange={(changes) => setLicence(at, changes)}
          onRemove={() => onChange({ licences: licences.filter((_, nth) => nth !== at) })}
        />
      ))}
      <button
        type="button"
        onClick={() =>
          onChange({
            licences: [...licences, { region: community.region, status: 'stated', number: '', supervisor: '' }],
          })
        }
      >
        {said.licenceAdd}
      </button>
    </>
  )
}

function OnePlace(props: {
  readonly number: number
  readonly place: Place
  readonly onChange: (changes: Partial<Place>) => void
  readonly onRemove: () => void
}) {
  const said = useLanguage().words.profile
  const { place, onChange } = props
  return (
    <fieldset class="one">
      <legend>{fill(said.place, { number: props.number })}</legend>
      <Field label={said.placeLabel} value={place.label} most={80} onChange={(label) => onChange({ label })} />
      <div class="pair">
        <Field
          label={said.region}
          hint={said.regionHint}
          value={place.region}
          most={6}
          onChange={(region) => onChange({ region })}
        />
        <Field
          label={said.postalArea}
          value={place.postalArea}
          most={10}
          onChange={(postalArea) => onChange({ postalArea })}
        />
      </div>
      <StatedPicker
        legend={said.accessHere}
        facet="access"
        value={place.access}
        onChange={(access) => onChange({ access })}
      />
      <button type="button" class="plain" onClick={props.onRemove}>
        {said.remove}
      </button>
    </fieldset>
  )
}

const statuses = ['stated', 'not-required', 'not-held'] as const

function OneLicence(props: {
  readonly licence: Licence
  readonly onChange: (changes: Partial<Licence>) => void
  readonly onRemove: () => void
}) {
  const said = useLanguage().words.profile
  const { licence, onChange } = props
  return (
    <fieldset class="one">
      <legend class="sr-only">{said.licences}</legend>
      <div class="pair">
        <Field label={said.region} value={licence.region} most={6} onChange={(region) => onChange({ region })} />
        <Select
          label={said.licences}
          value={licence.status}
          options={statuses.map((status) => [status, said.licenceStatus[status]])}
          onChange={(status) => onChange({ status: statuses.find((one) => one === status) ?? 'stated' })}
        />
      </div>
      {licence.status === 'stated' && (
        <div class="pair">
          <Field
            label={said.licenceNumber}
            value={licence.number}
            most={40}
            onChange={(number) => onChange({ number })}
          />
          <Field
            label={said.supervisor}
            value={licence.supervisor}
            most={80}
            onChange={(supervisor) => onChange({ supervisor })}
          />
        </div>
      )}
      <button type="button" class="plain" onClick={props.onRemove}>
        {said.remove}
      </button>
    </fieldset>
  )
}
