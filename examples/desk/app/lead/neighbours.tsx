import { readStatements } from 'entrenous/community'
import { useEffect, useState } from 'preact/hooks'
import { fill } from '../../words/words.js'
import { now } from '../clock.js'
import { Field, Heading, Status, Wrong } from '../parts/basics.js'
import { FilePick } from '../parts/file-pick.js'
import { dayWords, useLanguage } from '../parts/language.js'
import { shown } from '../parts/shown.js'
import type { Around, List, Shared } from './around.js'
import { useRoom } from './in-room.js'
import { MOST_NEIGHBOURS } from './keep.js'
import { hexOf, keyOfHex, nameOf } from './lead.js'
import { working } from './working.js'

/** Other communities' lists: what is in them, and who is in two. */
export function NeighboursPage() {
  const { lead } = useRoom()
  const { words } = useLanguage()
  const said = words.lead.neighbours
  const around = useAround()
  return (
    <>
      <Heading>{words.lead.doors.neighbours}</Heading>
      <p>{said.lead}</p>
      {lead.neighbours.length === 0 && <p class="card quiet">{said.none}</p>}
      {around === undefined && lead.neighbours.length > 0 && <Status>{words.app.working}</Status>}
      {around?.lists.map((list) => (
        <ListCard key={list.trust} list={list} />
      ))}
      {around !== undefined && around.lists.length > 0 && <SharedCard shared={around.shared} />}
      {lead.neighbours.length < MOST_NEIGHBOURS ? <AddList /> : <p class="notice">{said.most}</p>}
    </>
  )
}

function useAround(): Around | undefined {
  const { lead, folded } = useRoom()
  const { neighbours } = lead
  const [around, setAround] = useState<Around>()
  useEffect(() => {
    let isWanted = true
    const people = folded.people.map(({ id, name = '', place }) => ({ id, name, isListed: place === 'listed' }))
    const own = { community: folded.community.name, people }
    const look = async () => {
      const found = await working({ work: 'around', neighbours, own, now: now() }).catch(() => undefined)
      if (isWanted && found !== undefined && !('failure' in found)) setAround(found)
    }
    void look()
    return () => {
      isWanted = false
    }
  }, [neighbours, folded])
  return around
}

function ListCard({ list }: { readonly list: List }) {
  const { keep } = useRoom()
  const language = useLanguage()
  const said = language.words.lead.neighbours
  const remove = () =>
    keep((lead) => ({ ...lead, neighbours: lead.neighbours.filter(({ trust }) => trust !== list.trust) }))
  const date = 'expires' in list ? dayWords(language, new Date(list.expires * 1000).toISOString()) : ''
  return (
    <section class="card">
      <h2>
        <bdi>{'name' in list ? shown(list.name) : list.trust.slice(0, 8)}</bdi>
      </h2>
      {'name' in list ? (
        <>
          <p>{fill(said.has, { people: list.people, events: list.events })}</p>
          <p class="quiet">{fill(said.until, { date })}</p>
        </>
      ) : (
        <p class="notice">{said.unread}</p>
      )}
      <button type="button" onClick={remove}>
        {said.remove}
      </button>
    </section>
  )
}

function SharedCard({ shared }: { readonly shared: readonly Shared[] }) {
  const { words } = useLanguage()
  const said = words.lead.neighbours
  return (
    <section class="card">
      <h2>{said.both}</h2>
      <p class="quiet">{shared.length === 0 ? said.bothNone : said.bothText}</p>
      <ul class="fields">
        {shared.map(({ id, name, says }) => (
          <li key={id}>
            <strong>
              <bdi>{shown(name)}</bdi>
            </strong>
            <ul class="points">
              {says.map(({ community, standing }) => (
                <li key={community}>
                  <bdi>{shown(community)}</bdi>
                  <span class={standing === 'listed' ? 'quiet' : 'mark'}> · {said.standings[standing]}</span>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </section>
  )
}

function AddList() {
  const { lead, keep } = useRoom()
  const { words } = useLanguage()
  const said = words.lead.neighbours
  const [name, setName] = useState('')
  const [bytes, setBytes] = useState<Uint8Array>()
  const [wrong, setWrong] = useState<string>()
  const trust = keyOfHex(name)
  const add = async (event: Event) => {
    event.preventDefault()
    if (trust === undefined || bytes === undefined) return
    const key = hexOf(trust)
    if (key === nameOf(lead)) return setWrong(said.own)
    if (!readStatements(bytes, { trust: [trust] }).ok) return setWrong(said.wrong)
    const isKept = await keep((newest) => {
      const others = newest.neighbours.filter((one) => one.trust !== key)
      return { ...newest, neighbours: [...others, { trust: key, bytes }] }
    })
    if (!isKept) return setWrong(words.lead.begin.tooMuch)
    setWrong(undefined)
    setName('')
    setBytes(undefined)
  }
  return (
    <form class="card" onSubmit={add}>
      <h2>{said.add}</h2>
      {wrong !== undefined && <Wrong>{wrong}</Wrong>}
      <FilePick label={said.file} onFile={async (file) => setBytes(new Uint8Array(await file.arrayBuffer()))} />
      {bytes !== undefined && <Status>{said.chosen}</Status>}
      <Field
        label={said.anchor}
        hint={said.anchorHint}
        error={name === '' || trust !== undefined ? undefined : said.anchorWrong}
        value={name}
        onChange={setName}
      />
      <button type="submit" class="primary" disabled={trust === undefined || bytes === undefined}>
        {said.add}
      </button>
    </form>
  )
}
