import type { ComponentChildren } from 'preact'
import { useEffect, useId, useRef, useState } from 'preact/hooks'
import { useLanguage } from './language.js'
import { shown } from './shown.js'

/** A page's heading. It takes the focus when the page comes, so that a screen reader says where one is. */
export function Heading({ children }: { readonly children: ComponentChildren }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    heading.current?.focus()
    scrollTo(0, 0)
  }, [])
  return (
    <h1 tabIndex={-1} ref={heading}>
      {children}
    </h1>
  )
}

/** Text by somebody else: shown as text, without characters that hide or reorder, and cut where it is endless. */
export function ByOthers({ text, most = 400 }: { readonly text: string; readonly most?: number }) {
  const { words } = useLanguage()
  const [isWhole, setWhole] = useState(false)
  const clean = shown(text)
  const isLong = clean.length > most && !isWhole
  return (
    <>
      <bdi class="by-others">{isLong ? `${clean.slice(0, most)}…` : clean}</bdi>
      {isLong && (
        <button type="button" class="plain" onClick={() => setWhole(true)}>
          {words.app.showAll}
        </button>
      )}
    </>
  )
}

type FieldProps = {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly hint?: string | undefined
  readonly error?: string | undefined
  readonly type?: 'text' | 'password' | 'search' | 'number' | 'url' | 'date' | 'datetime-local'
  readonly most?: number
  readonly name?: string
  readonly rows?: number
  readonly autoComplete?: string
  readonly inputMode?: 'numeric' | 'decimal' | 'text'
  readonly list?: readonly string[]
}

/** One line, or several where `rows` are given, with its label, hint and what is wrong with it. */
export function Field(props: FieldProps) {
  const {
    label,
    value,
    onChange,
    hint,
    error,
    type = 'text',
    most,
    name,
    rows,
    autoComplete = 'off',
    inputMode,
  } = props
  const id = useId()
  const common = {
    id,
    name,
    value,
    maxLength: most,
    autoComplete,
    'aria-describedby': hint === undefined && error === undefined ? undefined : `${id}-hint`,
    'aria-invalid': error === undefined ? undefined : true,
    onInput: ({ currentTarget }: { readonly currentTarget: { readonly value: string } }) =>
      onChange(currentTarget.value),
  }
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {/* Managers of passwords keep one under a name. */}
      {type === 'password' && <input type="text" hidden autoComplete="username" value="desk" readOnly />}
      {rows === undefined ? (
        // The types of the element hold one variant for each type it may have: all of these take the members below.
        <input
          {...common}
          type={type as 'text'}
          inputMode={inputMode}
          list={props.list && `${id}-list`}
          spellcheck={false}
        />
      ) : (
        <textarea {...common} rows={rows} />
      )}
      {props.list && (
        <datalist id={`${id}-list`}>
          {props.list.map((one) => (
            <option key={one} value={one} />
          ))}
        </datalist>
      )}
      {(hint ?? error) !== undefined && (
        <p id={`${id}-hint`} class={error === undefined ? 'quiet hint' : 'wrong hint'}>
          {error ?? hint}
        </p>
      )}
    </div>
  )
}

type Option = readonly [value: string, label: string]

/** A choice of one, as a list that opens. */
export function Select(props: {
  readonly label: string
  readonly value: string
  readonly options: readonly Option[]
  readonly onChange: (value: string) => void
  readonly name?: string
}) {
  const id = useId()
  return (
    <div class="field">
      <label for={id}>{props.label}</label>
      <select
        id={id}
        name={props.name}
        value={props.value}
        onChange={(event) => props.onChange(event.currentTarget.value)}
      >
        {props.options.map(([value, label]) => (
          <option key={value} value={value} selected={value === props.value}>
            {label}
          </option>
        ))}
      </select>
    </div>
  )
}

/** A choice of one, with every answer in sight. */
export function Radios(props: {
  readonly legend: string
  readonly value: string
  readonly options: readonly Option[]
  readonly onChange: (value: string) => void
}) {
  const name = useId()
  return (
    <fieldset class="radios">
      <legend>{props.legend}</legend>
      <div class="chips">
        {props.options.map(([value, label]) => (
          <label class="chip" key={value}>
            <input
              type="radio"
              name={name}
              value={value}
              checked={value === props.value}
              onChange={() => props.onChange(value)}
            />
            <span>{label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

/** Yes, no, or not stated. */
export function MaybeField(props: {
  readonly legend: string
  readonly value: string
  readonly onChange: (value: 'yes' | 'no' | '') => void
}) {
  const { words } = useLanguage()
  return (
    <Radios
      legend={props.legend}
      value={props.value}
      options={[
        ['yes', words.profile.yes],
        ['no', words.profile.no],
        ['', words.app.notStated],
      ]}
      onChange={(value) => props.onChange(value === 'yes' || value === 'no' ? value : '')}
    />
  )
}

/** A mark that can be set. */
export function Check(props: {
  readonly label: ComponentChildren
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
  readonly disabled?: boolean
}) {
  return (
    <label class="choice">
      <input
        type="checkbox"
        checked={props.checked}
        disabled={props.disabled}
        onChange={(event) => props.onChange(event.currentTarget.checked)}
      />
      <span>{props.label}</span>
    </label>
  )
}

/** What happened, said once to a screen reader as well. */
export function Status({ children }: { readonly children: ComponentChildren }) {
  return (
    <p class="status" role="status">
      {children}
    </p>
  )
}

/** What went wrong. */
export function Wrong({ children }: { readonly children: ComponentChildren }) {
  return (
    <p class="notice wrong" role="alert">
      {children}
    </p>
  )
}
