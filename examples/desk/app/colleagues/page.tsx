import { enCalendar } from 'entrenous/labels/en'
import { esCalendar } from 'entrenous/labels/es'
import { frCalendar } from 'entrenous/labels/fr'
import type { EpochSeconds } from 'entrenous/practitioner'
import { useState } from 'preact/hooks'
import { fill } from '../../words/words.js'
import { saveFile } from '../device/save-file.js'
import { Heading, Select } from '../parts/basics.js'
import { dayWords, isoOfDay, useLanguage } from '../parts/language.js'
import { shown } from '../parts/shown.js'
import { useDesk } from '../state.js'
import {
  type Colleagues,
  calendarOf,
  inOrder,
  inTouch,
  MAX_TIES,
  nextDay,
  noColleagues,
  owesThanks,
  type Tie,
  without,
} from './check-ins.js'

/** Colleagues, the last contact, the next word. */
export function ColleaguesPage() {
  const desk = useDesk()
  const language = useLanguage()
  const said = language.words.colleagues
  const { colleagues } = desk
  const ties = colleagues === undefined ? [] : inOrder(colleagues)
  const save = () => {
    const words = [esCalendar, frCalendar].find((one) => one.language === language.labels.language) ?? enCalendar
    if (colleagues === undefined) return
    saveFile(said.fileName, calendarOf(colleagues, { words, today: dayToday(), offsetAt }))
  }
  return (
    <>
      <Heading>{said.title}</Heading>
      <p>{said.lead}</p>
      {ties.length === 0 && <p class="card quiet">{said.none}</p>}
      {ties.map((tie) => (
        <TieCard key={tie.id} tie={tie} />
      ))}
      {ties.length < MAX_TIES ? <AddColleague /> : <p class="notice">{said.full}</p>}
      {ties.length > 0 && (
        <section class="card">
          <p class="quiet">{said.calendarHint}</p>
          <button type="button" onClick={save}>
            {said.calendar}
          </button>
        </section>
      )}
    </>
  )
}

function TieCard({ tie }: { readonly tie: Tie }) {
  const desk = useDesk()
  const language = useLanguage()
  const said = language.words.colleagues
  const day = (one: number) => dayWords(language, isoOfDay(one))
  const name = desk.directory.colleagues.find(({ id }) => id === tie.id)?.name
  const isDue = nextDay(tie) <= dayToday()
  const what = said.steps[tie.step]
  const change = useChange()
  return (
    <section class={isDue ? 'card waiting' : 'card'}>
      <h2>
        <bdi>{name === undefined ? fill(said.gone, { key: tie.id.slice(0, 8) }) : shown(name)}</bdi>
      </h2>
      <p class="big">{isDue ? fill(said.due, { what }) : fill(said.next, { what, date: day(nextDay(tie)) })}</p>
      {tie.last !== undefined && <p class="quiet">{fill(said.last, { date: day(tie.last) })}</p>}
      <div class="row">
        <button type="button" class="primary" onClick={() => change((all) => inTouch(all, tie.id, dayToday()))}>
          {said.called}
        </button>
        <button type="button" onClick={() => change((all) => owesThanks(all, tie.id, dayToday()))}>
          {said.thanks}
        </button>
        <button type="button" class="plain push" onClick={() => change((all) => without(all, tie.id))}>
          {said.remove}
        </button>
      </div>
    </section>
  )
}

function AddColleague() {
  const { directory, keys, colleagues } = useDesk()
  const said = useLanguage().words.colleagues
  const change = useChange()
  const [chosen, setChosen] = useState('')
  const known = new Set(colleagues?.ties.map(({ id }) => id))
  const others = directory.colleagues.filter(({ id }) => id !== keys.id && !known.has(id))
  const id = others.find((one) => one.id === chosen)?.id ?? others[0]?.id
  return (
    <section class="card">
      <h2>{said.add}</h2>
      {id === undefined ? (
        <p class="quiet">{said.noList}</p>
      ) : (
        <>
          <Select
            label={said.choose}
            value={id}
            options={others.map((one) => [one.id, shown(one.name)])}
            onChange={setChosen}
          />
          <div class="row">
            <button type="button" class="primary" onClick={() => change((all) => inTouch(all, id, dayToday()))}>
              {said.addDo}
            </button>
            <button type="button" onClick={() => change((all) => owesThanks(all, id, dayToday()))}>
              {said.addThanks}
            </button>
          </div>
        </>
      )}
    </section>
  )
}

function useChange(): (how: (colleagues: Colleagues) => Colleagues) => void {
  const desk = useDesk()
  return (how) => {
    const before = desk.colleagues ?? noColleagues(crypto.getRandomValues(new Uint8Array(32)))
    void desk.keep({ colleagues: how(before) })
  }
}

/** Today as this device's calendar has it. */
export function dayToday(): number {
  const moment = Date.now()
  return Math.floor((moment - new Date(moment).getTimezoneOffset() * 60_000) / 86_400_000)
}

function offsetAt(moment: EpochSeconds): number {
  return -new Date(moment * 1000).getTimezoneOffset()
}
