import { createKeys, type PractitionerKeys } from 'entrenous/practitioner'
import { useEffect, useState } from 'preact/hooks'
import { fill } from '../words/words.js'
import { now, today } from './clock.js'
import { createVault, deskHere, eraseVault, unlockVault, type Vault } from './device/vault.js'
import { keysUntil } from './keys/upkeep.js'
import type { Tag } from './languages.js'
import { inLanguage, type Loaded, loadDesk, writeKeys } from './open-desk.js'
import { ChoosePassphrase } from './pages/choose-passphrase.js'
import { Restore } from './pages/restore.js'
import { Sheet, sealSheet } from './pages/sheet.js'
import { Unlock } from './pages/unlock.js'
import { Welcome } from './pages/welcome.js'
import { Heading, Status, Wrong } from './parts/basics.js'
import { dayWords, useLanguage } from './parts/language.js'
import { type DeskData, firstSettings } from './state.js'

type Opened = { readonly vault: Vault; readonly data: DeskData; readonly restored?: boolean }
type Stage =
  | { readonly at: 'looking' | 'unavailable' | 'welcome' | 'words' | 'making' | 'restore' | 'restore-over' | 'broken' }
  | { readonly at: 'locked'; readonly state: 'waiting' | 'opening' | 'wrong' }
  | { readonly at: 'sheet'; readonly sealed: Uint8Array; readonly opened: Opened }
  | { readonly at: 'clock'; readonly doubt: 'ahead' | 'behind'; readonly vault: Vault }

/** Everything before a desk is open: the first time, the lock, the way back from a sheet. */
export function Gate(props: {
  readonly hasArrived: boolean
  /** What is shown now, and whether somebody chose it by hand: then it is kept with the desk. */
  readonly language: Tag
  readonly picked: Tag | undefined
  readonly onPick: (tag: Tag) => void
  readonly onOpen: (opened: Opened) => void
}) {
  const { words } = useLanguage()
  const [stage, setStage] = useState<Stage>({ at: 'looking' })
  useEffect(() => {
    const stages = {
      yes: { at: 'locked', state: 'waiting' },
      no: { at: 'welcome' },
      unavailable: { at: 'unavailable' },
    }
    void deskHere().then((here) => setStage(stages[here] as Stage)) // the three are stages
  }, [])

  const enter = async (vault: Vault, clockIsRight = false) => {
    const loaded: Loaded = await loadDesk(vault, clockIsRight)
    if ('broken' in loaded) return setStage({ at: 'broken' })
    if ('doubt' in loaded) return setStage({ at: 'clock', doubt: loaded.doubt, vault })
    props.onOpen({ vault, data: await inLanguage(vault, loaded.data, props.picked) })
  }
  const unlock = async (passphrase: string) => {
    setStage({ at: 'locked', state: 'opening' })
    const isLong = passphrase.trim().length >= 8
    const vault = isLong ? await unlockVault(passphrase.trim()).catch(() => undefined) : undefined
    if (vault === undefined) return setStage({ at: 'locked', state: 'wrong' })
    await enter(vault)
  }
  const begin = async (passphrase: string) => {
    setStage({ at: 'making' })
    const keys = createKeys({ now: now() })
    const sealed = keys.ok ? await sealSheet(keys.value, passphrase) : undefined
    const opened = keys.ok ? await makeDesk(keys.value, passphrase, props.language) : undefined
    if (sealed === undefined || opened === undefined) return setStage({ at: 'broken' })
    setStage({ at: 'sheet', sealed, opened })
  }
  const restore = async (keys: PractitionerKeys, passphrase: string) => {
    const opened = await makeDesk(keys, passphrase, props.language)
    if (opened === undefined) return setStage({ at: 'broken' })
    const loaded = await loadDesk(opened.vault, true)
    props.onOpen('data' in loaded ? { vault: opened.vault, data: loaded.data, restored: true } : opened)
  }
  const erase = async () => {
    await eraseVault()
    setStage({ at: 'welcome' })
  }

  switch (stage.at) {
    case 'looking':
      return <p class="page quiet">{words.app.working}</p>
    case 'unavailable':
      return <Message text={words.app.unavailable} />
    case 'broken':
      return <Message text={words.app.broken} />
    case 'welcome':
      return (
        <Welcome
          hasArrived={props.hasArrived}
          onPick={props.onPick}
          onBegin={() => setStage({ at: 'words' })}
          onRestore={() => setStage({ at: 'restore' })}
        />
      )
    case 'words':
    case 'making':
      return (
        <main id="content" class="gate">
          <ChoosePassphrase
            isBusy={stage.at === 'making'}
            onChosen={begin}
            onBack={() => setStage({ at: 'welcome' })}
          />
        </main>
      )
    case 'sheet':
      return (
        <main class="page" id="content">
          <Sheet
            sealed={stage.sealed}
            keys={stage.opened.data.keys}
            done={words.sheet.next}
            onDone={() => props.onOpen(stage.opened)}
          />
        </main>
      )
    case 'restore':
    case 'restore-over':
      return (
        <Restore
          replaces={stage.at === 'restore-over'}
          onRestored={restore}
          onBack={() => setStage(stage.at === 'restore' ? { at: 'welcome' } : { at: 'locked', state: 'waiting' })}
        />
      )
    case 'clock':
      return <ClockDoubt doubt={stage.doubt} onRight={() => void enter(stage.vault, true)} />
    case 'locked':
      return (
        <Unlock
          hasArrived={props.hasArrived}
          onPick={props.onPick}
          state={stage.state}
          onUnlock={unlock}
          onErase={erase}
          onRestore={() => setStage({ at: 'restore-over' })}
        />
      )
  }
}

/** Makes a desk of keys: new ones, or those of a sheet. */
async function makeDesk(keys: PractitionerKeys, passphrase: string, language: Tag): Promise<Opened | undefined> {
  const vault = await createVault(passphrase).catch(() => undefined)
  if (vault === undefined) return undefined
  await writeKeys(vault.records, keys)
  const sheet = { on: today(), until: keysUntil(keys) }
  await vault.records.write('settings', { ...firstSettings, language, sheet })
  // Where room is short, browsers throw away what a page keeps, unless they were asked not to. Firefox asks the
  // practitioner in turn, who may never answer: nothing waits for that.
  void navigator.storage?.persist?.().catch(() => false)
  const loaded = await loadDesk(vault, true)
  return 'data' in loaded ? { vault, data: loaded.data } : undefined
}

function Message({ text }: { readonly text: string }) {
  return (
    <main class="page gate" id="content">
      <Heading>{useLanguage().words.welcome.title}</Heading>
      <Wrong>{text}</Wrong>
    </main>
  )
}

function ClockDoubt({ doubt, onRight }: { readonly doubt: 'ahead' | 'behind'; readonly onRight: () => void }) {
  const language = useLanguage()
  const { words } = language
  return (
    <main class="page gate" id="content">
      <Heading>{words.welcome.title}</Heading>
      <Status>{fill(words.clock[doubt], { today: dayWords(language, today()) })}</Status>
      {doubt === 'ahead' && (
        <button type="button" class="primary" onClick={onRight}>
          {words.clock.right}
        </button>
      )}
    </main>
  )
}
