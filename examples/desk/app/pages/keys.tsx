import { replaceOpeningKeys } from 'entrenous/practitioner'
import { useState } from 'preact/hooks'
import { fill } from '../../words/words.js'
import { now } from '../clock.js'
import { changePassphrase, eraseVault, unlockVault } from '../device/vault.js'
import { keyRows } from '../keys/upkeep.js'
import { languages } from '../languages.js'
import { Field, Heading, Radios, Select, Status } from '../parts/basics.js'
import { dayWords, useLanguage } from '../parts/language.js'
import { useDesk } from '../state.js'
import { ChoosePassphrase } from './choose-passphrase.js'

/** Keys, their days, the sheet, the lock. */
export function KeysPage() {
  const desk = useDesk()
  const language = useLanguage()
  const { words } = language
  const said = words.keys
  const { settings } = desk
  const [isChanging, setChanging] = useState(false)
  if (isChanging) return <ChangeWords onDone={() => setChanging(false)} />
  return (
    <>
      <Heading>{said.title}</Heading>
      <section class="card">
        <h2>{said.id}</h2>
        <p class="id">
          <code>{desk.keys.id.replace(/.{8}(?=.)/g, '$& ')}</code>
        </p>
      </section>
      <KeyTable />
      <section class="card">
        <h2>{said.sheet}</h2>
        {settings.sheet !== undefined && (
          <p class="quiet">{fill(said.sheetOf, { date: dayWords(language, settings.sheet.on) })}</p>
        )}
        <button type="button" onClick={() => desk.go({ page: 'sheet' })}>
          {words.sheet.new}
        </button>
      </section>
      <section class="card">
        <h2>{said.lock}</h2>
        <Radios
          legend={said.lockAfter}
          value={String(settings.lockMinutes)}
          options={['2', '5', '15'].map((count) => [count, fill(said.minutes, { count })])}
          onChange={(minutes) => void desk.keep({ settings: { ...settings, lockMinutes: Number(minutes) } })}
        />
        {languages.length > 1 && (
          <Select
            label={said.language}
            value={settings.language}
            options={languages.map(({ tag, name }) => [tag, name])}
            onChange={(tag) => void desk.keep({ settings: { ...settings, language: tag } })}
          />
        )}
        <button type="button" onClick={() => setChanging(true)}>
          {said.words}
        </button>
      </section>
      <ReplaceKeys />
      {desk.lead === undefined && <LeadDoor />}
      <EraseDesk />
    </>
  )
}

function KeyTable() {
  const desk = useDesk()
  const language = useLanguage()
  const said = language.words.keys
  return (
    <section class="card">
      <h2>{said.table}</h2>
      <p class="quiet">{said.upkeep}</p>
      <ul class="key-rows">
        {keyRows(desk.keys, now()).map((row) => (
          <li key={`${row.epoch} ${row.state}`}>
            {dayWords(language, row.from)} – {dayWords(language, row.to)}
            <span class="quiet">
              {fill(said.opens, { date: dayWords(language, row.opensUntil) })} · {said.states[row.state]}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function ReplaceKeys() {
  const desk = useDesk()
  const said = useLanguage().words.keys
  const [isDone, setDone] = useState(false)
  const replace = async () => {
    const replaced = replaceOpeningKeys(desk.keys, { now: now() })
    if (!replaced.ok) return
    // Without a page that promises them, nobody can write to the new ones: what was signed counts no more.
    const { signed: _, sheet: __, ...settings } = desk.settings
    await desk.keep({ keys: replaced.value, settings })
    setDone(true)
  }
  return (
    <section class="card">
      <details class="group">
        <summary>
          <span>{said.replace}</span>
        </summary>
        <p>{said.replaceText}</p>
        {isDone ? (
          <Status>{said.replaced}</Status>
        ) : (
          <button type="button" class="warn" onClick={replace}>
            {said.replaceSure}
          </button>
        )}
      </details>
    </section>
  )
}

/** The way to a community's room, folded away: most have no use for it. */
function LeadDoor() {
  const desk = useDesk()
  const said = useLanguage().words.lead
  return (
    <section class="card">
      <details class="group">
        <summary>
          <span>{said.offer}</span>
        </summary>
        <p>{said.offerText}</p>
        <button type="button" onClick={() => desk.go({ page: 'lead', room: 'people' })}>
          {said.open}
        </button>
      </details>
    </section>
  )
}

function EraseDesk() {
  const said = useLanguage().words.keys
  const erase = async () => {
    await eraseVault()
    location.reload()
  }
  return (
    <section class="card">
      <details class="group">
        <summary>
          <span>{said.erase}</span>
        </summary>
        <p>{said.eraseText}</p>
        <button type="button" class="warn" onClick={erase}>
          {said.eraseSure}
        </button>
      </details>
    </section>
  )
}

/** Other words for the same desk: the old ones are asked for first, because an open desk may have been left alone. */
function ChangeWords({ onDone }: { readonly onDone: () => void }) {
  const desk = useDesk()
  const { words } = useLanguage()
  const [state, setState] = useState<'ask' | 'choose' | 'busy' | 'done'>('ask')
  const [current, setCurrent] = useState('')
  const [isWrong, setWrong] = useState(false)
  const check = async (event: Event) => {
    event.preventDefault()
    const opened = await unlockVault(current.trim()).catch(() => undefined)
    setWrong(opened === undefined)
    if (opened !== undefined) setState('choose')
  }
  const change = async (passphrase: string) => {
    setState('busy')
    setState((await changePassphrase(desk.vault, passphrase)) ? 'done' : 'choose')
  }
  if (state === 'done') {
    return (
      <>
        <Heading>{words.keys.words}</Heading>
        <Status>{words.keys.wordsDone}</Status>
        <button type="button" class="primary" onClick={onDone}>
          {words.app.close}
        </button>
      </>
    )
  }
  if (state !== 'ask') return <ChoosePassphrase isBusy={state === 'busy'} onChosen={change} onBack={onDone} />
  return (
    <form onSubmit={check}>
      <Heading>{words.keys.words}</Heading>
      <Field
        label={words.keys.wordsNow}
        value={current}
        type="password"
        autoComplete="current-password"
        error={isWrong ? words.unlock.wrong : undefined}
        onChange={setCurrent}
      />
      <div class="row">
        <button type="submit" class="primary" disabled={current.trim().length < 8}>
          {words.unlock.open}
        </button>
        <button type="button" class="plain" onClick={onDone}>
          {words.app.back}
        </button>
      </div>
    </form>
  )
}
