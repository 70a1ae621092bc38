import { type ComponentChildren, Fragment } from 'preact'
import { useId, useState } from 'preact/hooks'
import { fill } from '../../words/words.js'
import type { Level, Stated } from '../profile/profile.js'
import { Check } from './basics.js'
import { conceptsOf, type Facet, type Language, underHeading, useLanguage, wordFor } from './language.js'
import { isWithin } from './search.js'

/** From here on a list is long enough to be grouped and searched. */
const LONG = 16

type Group = { readonly id: string; readonly ids: readonly string[] }

/** The concepts of a facet by what they stand under; a group's own concept is its first. */
function groupsOf(ids: readonly string[]): readonly Group[] {
  const tops = ids.filter((id) => !id.includes('.'))
  return tops.map((top) => ({ id: top, ids: ids.filter((id) => id === top || id.startsWith(`${top}.`)) }))
}

function matches(language: Language, facet: Facet, id: string, asked: string): boolean {
  return isWithin(asked, wordFor(language, facet, id))
}

/** A long list to choose from: by group, or by a word that is searched for. */
export function Grouped(props: {
  readonly facet: Facet
  readonly ids?: readonly string[]
  readonly isChosen: (id: string) => boolean
  readonly row: (id: string) => ComponentChildren
}) {
  const language = useLanguage()
  const { words } = language
  const [asked, setAsked] = useState('')
  const id = useId()
  const ids = props.ids ?? conceptsOf(language, props.facet)
  if (ids.length < LONG)
    return (
      <div class="rows">
        {ids.map((one) => (
          <Fragment key={one}>{props.row(one)}</Fragment>
        ))}
      </div>
    )
  const found = asked.trim() === '' ? undefined : ids.filter((one) => matches(language, props.facet, one, asked))
  return (
    <>
      <div class="field search">
        <label for={id}>{words.profile.search}</label>
        <input
          id={id}
          type="search"
          value={asked}
          placeholder={words.profile.searchHint}
          autoComplete="off"
          onInput={(event) => setAsked(event.currentTarget.value)}
        />
        <p class="quiet hint" role="status">
          {found && (found.length === 0 ? words.profile.foundNone : fill(words.profile.found, { count: found.length }))}
        </p>
      </div>
      <Found {...props} ids={ids} found={found} />
    </>
  )
}

/** What was searched for; else the groups, or one long list where nothing stands under anything. */
function Found(
  props: Parameters<typeof Grouped>[0] & {
    readonly ids: readonly string[]
    readonly found: readonly string[] | undefined
  },
) {
  const rows = (ids: readonly string[]) => ids.map((one) => <Fragment key={one}>{props.row(one)}</Fragment>)
  if (props.found !== undefined) return <div class="rows">{rows(props.found)}</div>
  const groups = groupsOf(props.ids)
  if (groups.every(({ ids }) => ids.length === 1)) return <div class="rows scroll">{rows(props.ids)}</div>
  return (
    <>
      {groups.map((group) => (
        <GroupRows key={group.id} facet={props.facet} group={group} isChosen={props.isChosen} row={props.row} />
      ))}
    </>
  )
}

function GroupRows(props: {
  readonly facet: Facet
  readonly group: Group
  readonly isChosen: (id: string) => boolean
  readonly row: (id: string) => ComponentChildren
}) {
  const language = useLanguage()
  const [isOpen, setOpen] = useState(false)
  const chosen = props.group.ids.filter(props.isChosen).length
  return (
    <details class="group" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <span>{wordFor(language, props.facet, props.group.id)}</span>
        {chosen > 0 && <span class="badge">{fill(language.words.profile.chosen, { count: chosen })}</span>}
      </summary>
      {/* Drawn when it is opened: two hundred rows that nobody looks at would be slow on an old phone. */}
      {isOpen && (
        <div class="rows">
          {props.group.ids.map((id) => (
            <Fragment key={id}>{props.row(id)}</Fragment>
          ))}
        </div>
      )}
    </details>
  )
}

/** A list with its noes: what is ticked is so, what is not is unknown unless the list is said to be complete. */
export function StatedPicker(props: {
  readonly legend: string
  readonly facet: Facet
  readonly value: Stated
  readonly onChange: (value: Stated) => void
  readonly only?: (id: string) => boolean
}) {
  const language = useLanguage()
  const { words } = language
  const { yes, no, complete } = props.value
  const ids = conceptsOf(language, props.facet).filter((id) => props.only?.(id) ?? true)
  const kept = (others: readonly string[], id: string, isIn: boolean) =>
    isIn ? [...others.filter((one) => one !== id), id] : others.filter((one) => one !== id)
  const setYes = (id: string, isIn: boolean) =>
    props.onChange({ yes: kept(yes, id, isIn), no: no.filter((one) => one !== id), complete })
  const setNo = (id: string, isIn: boolean) => props.onChange({ yes, no: kept(no, id, isIn), complete })
  return (
    <fieldset class="picker">
      <legend>{props.legend}</legend>
      <Grouped
        facet={props.facet}
        ids={ids}
        isChosen={(id) => yes.includes(id)}
        row={(id) => (
          <Check
            label={wordFor(language, props.facet, id)}
            checked={yes.includes(id)}
            onChange={(isIn) => setYes(id, isIn)}
          />
        )}
      />
      <Noes facet={props.facet} ids={ids} value={props.value} onNo={setNo} />
      <Check
        label={words.profile.complete}
        checked={complete}
        onChange={(isComplete) => props.onChange({ yes, no, complete: isComplete })}
      />
    </fieldset>
  )
}

function Noes(props: {
  readonly facet: Facet
  readonly ids: readonly string[]
  readonly value: Stated
  readonly onNo: (id: string, isIn: boolean) => void
}) {
  const language = useLanguage()
  const { yes, no } = props.value
  const [isOpen, setOpen] = useState(false)
  return (
    <details class="group noes" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <span>{language.words.profile.noes}</span>
        {no.length > 0 && <span class="badge">{fill(language.words.profile.chosen, { count: no.length })}</span>}
      </summary>
      {isOpen && (
        <Grouped
          facet={props.facet}
          ids={props.ids.filter((id) => !yes.includes(id))}
          isChosen={(id) => no.includes(id)}
          row={(id) => (
            <Check
              label={underHeading(language, language.words.profile.no, wordFor(language, props.facet, id))}
              checked={no.includes(id)}
              onChange={(isIn) => props.onNo(id, isIn)}
            />
          )}
        />
      )}
    </details>
  )
}

const levels = ['', '4', '3', '2', '1', '0'] as const

/** What somebody works with, each with how well they know it. */
export function ConcernPicker(props: {
  readonly value: Readonly<Record<string, Level>>
  readonly onChange: (value: Readonly<Record<string, Level>>) => void
}) {
  const language = useLanguage()
  const { levels: levelWords } = language.words.profile
  const set = (id: string, level: string) => {
    const { [id]: _, ...others } = props.value
    props.onChange(level === '' ? others : { ...others, [id]: Number(level) as Level }) // one of the options below
  }
  return (
    <Grouped
      facet="concern"
      isChosen={(id) => props.value[id] !== undefined}
      row={(id) => {
        const level = String(props.value[id] ?? '')
        return (
          <label class={level === '' ? 'leveled' : 'leveled stated'}>
            <span>{wordFor(language, 'concern', id)}</span>
            <select data-concern={id} value={level} onChange={(event) => set(id, event.currentTarget.value)}>
              {levels.map((one) => (
                <option key={one} value={one} selected={one === level}>
                  {levelWords[one]}
                </option>
              ))}
            </select>
          </label>
        )
      }}
    />
  )
}
