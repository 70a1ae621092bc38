import { coreVocabulary, type Vocabulary } from 'entrenous/practitioner'
import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { onArrival } from './arrivals.js'
import { community } from './community.js'
import { DeskShell } from './desk.js'
import type { Vault } from './device/vault.js'
import { Gate } from './gate.js'
import { firstTag, languageOf, type Spoken, type Tag } from './languages.js'
import { LanguageContext } from './parts/language.js'
import type { DeskData, View } from './state.js'
import { useOpenDesk } from './use-desk.js'

type Opened = { readonly vault: Vault; readonly data: DeskData; readonly restored?: boolean }

/** The whole page: locked, or open. */
export function App({ arrivedWith }: { readonly arrivedWith: string | undefined }) {
  const [opened, setOpened] = useState<Opened>()
  const [arrived, setArrived] = useState(arrivedWith)
  const [picked, setPicked] = useState<Tag>()
  useEffect(() => onArrival(setArrived), [])
  if (opened !== undefined) return <Open {...opened} arrived={arrived} onTaken={() => setArrived(undefined)} />
  // What an open desk is set to lies in the sealed store: a locked one cannot know it.
  const tag = picked ?? firstTag(community.language ?? null, navigator.languages)
  return (
    <In spoken={languageOf(tag)} vocabulary={coreVocabulary}>
      <Gate hasArrived={arrived !== undefined} language={tag} picked={picked} onPick={setPicked} onOpen={setOpened} />
    </In>
  )
}

function Open(props: Opened & { readonly arrived: string | undefined; readonly onTaken: () => void }) {
  const first = firstView(props.data, props.restored === true)
  const desk = useOpenDesk(props.vault, props.data, first)
  return (
    <In spoken={languageOf(desk.settings.language)} vocabulary={desk.directory.vocabulary}>
      <DeskShell desk={desk} arrived={props.arrived} onTaken={props.onTaken} restored={props.restored === true} />
    </In>
  )
}

/** A new practitioner begins with the page, and a lead who has none with the community. */
function firstView({ profile, lead }: DeskData, restored: boolean): View {
  if (profile.name !== '' || restored) return { page: 'today' }
  return lead === undefined ? { page: 'profile' } : { page: 'lead', room: 'people' }
}

/** Shows a part of the page in a language, and says so to whoever reads it out. */
function In(props: { readonly spoken: Spoken; readonly vocabulary: Vocabulary; readonly children: ComponentChildren }) {
  const { words, labels } = props.spoken
  useEffect(() => {
    document.documentElement.lang = labels.language
    document.documentElement.dir = labels.direction
    document.title = words.app.title
  }, [labels, words])
  return (
    <LanguageContext.Provider value={{ words, labels, vocabulary: props.vocabulary }}>
      {props.children}
    </LanguageContext.Provider>
  )
}
