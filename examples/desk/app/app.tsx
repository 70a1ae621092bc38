import { coreVocabulary } from 'entrenous/practitioner'
import { useEffect, useState } from 'preact/hooks'
import { onArrival } from './arrivals.js'
import { DeskShell } from './desk.js'
import type { Vault } from './device/vault.js'
import { Gate } from './gate.js'
import { languageOf } from './languages.js'
import { LanguageContext } from './parts/language.js'
import type { DeskData, View } from './state.js'
import { useOpenDesk } from './use-desk.js'

type Opened = { readonly vault: Vault; readonly data: DeskData; readonly restored?: boolean }

/** The whole page: locked, or open. */
export function App({ arrivedWith }: { readonly arrivedWith: string | undefined }) {
  const [opened, setOpened] = useState<Opened>()
  const [arrived, setArrived] = useState(arrivedWith)
  useEffect(() => onArrival(setArrived), [])
  if (opened !== undefined) return <Open {...opened} arrived={arrived} onTaken={() => setArrived(undefined)} />
  const { words, labels } = languageOf(navigator.language.slice(0, 2))
  return (
    <LanguageContext.Provider value={{ words, labels, vocabulary: coreVocabulary }}>
      <Gate hasArrived={arrived !== undefined} onOpen={setOpened} />
    </LanguageContext.Provider>
  )
}

function Open(props: Opened & { readonly arrived: string | undefined; readonly onTaken: () => void }) {
  const isNew = props.data.profile.name === ''
  const first: View = { page: isNew && props.restored !== true ? 'profile' : 'today' }
  const desk = useOpenDesk(props.vault, props.data, first)
  const { words, labels } = languageOf(desk.settings.language)
  useEffect(() => {
    document.documentElement.lang = labels.language
  }, [labels])
  return (
    <LanguageContext.Provider value={{ words, labels, vocabulary: desk.directory.vocabulary }}>
      <DeskShell desk={desk} arrived={props.arrived} onTaken={props.onTaken} restored={props.restored === true} />
    </LanguageContext.Provider>
  )
}
