import { Field, MaybeField, Radios } from '../parts/basics.js'
import { conceptsOf, useLanguage, wordFor } from '../parts/language.js'
import { StatedPicker } from '../parts/picker.js'
import type { SectionProps } from './profile-sections.js'

/** What it costs, and who may pay. */
export function MoneyForm({ value, onChange }: SectionProps) {
  const language = useLanguage()
  const { words, labels } = language
  const said = words.profile
  const models = conceptsOf(language, 'fee-model').map((id): [string, string] => [
    id,
    wordFor(language, 'fee-model', id),
  ])
  const isPriced = value.feeModel !== '' && value.feeModel !== 'free'
  const isRange = value.feeModel !== 'fixed'
  return (
    <>
      <Radios
        legend={said.feeModel}
        value={value.feeModel}
        options={[...models, ['', words.app.notStated]]}
        onChange={(feeModel) => onChange({ feeModel })}
      />
      {isPriced && (
        <div class="triple">
          <Field
            label={isRange ? said.feeFrom : said.fee}
            value={value.feeFrom}
            inputMode="decimal"
            most={9}
            name="fee-from"
            onChange={(feeFrom) => onChange({ feeFrom })}
          />
          {isRange && (
            <Field
              label={said.feeTo}
              value={value.feeTo}
              inputMode="decimal"
              most={9}
              name="fee-to"
              onChange={(feeTo) => onChange({ feeTo })}
            />
          )}
          <Field
            label={said.currency}
            value={value.currency}
            most={3}
            onChange={(currency) => onChange({ currency: currency.toUpperCase() })}
          />
        </div>
      )}
      <MaybeField
        legend={said.freeFirstCall}
        value={value.freeFirstCall}
        onChange={(freeFirstCall) => onChange({ freeFirstCall })}
      />
      <StatedPicker
        legend={labels.facets.insurer}
        facet="insurer"
        value={value.insurers}
        onChange={(insurers) => onChange({ insurers })}
      />
      <Field
        label={said.cancellation}
        value={value.cancellation}
        most={200}
        onChange={(cancellation) => onChange({ cancellation })}
      />
      <Field
        label={said.bookingLink}
        hint={said.bookingHint}
        value={value.bookingLink}
        most={300}
        type="url"
        onChange={(bookingLink) => onChange({ bookingLink })}
      />
    </>
  )
}
