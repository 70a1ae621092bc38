import { useState } from 'preact/hooks'
import { fill } from '../../words/words.js'
import { today } from '../clock.js'
import { saveFile } from '../device/save-file.js'
import { sealing } from '../device/sealing.js'
import { unlockVault } from '../device/vault.js'
import { Field, Heading, Status } from '../parts/basics.js'
import { dayWords, useLanguage } from '../parts/language.js'
import { COPY_PURPOSE } from './begin.js'
import { useRoom } from './in-room.js'
import { type Lead, nameOf, textOfLead } from './lead.js'

/** What has to be kept: the community's name, its pages, and a sealed copy of its keys. */
export function KeepingPage() {
  const { lead, folded } = useRoom()
  const { words } = useLanguage()
  const said = words.lead.keeping
  const { approvalsRequired, joining } = folded.community.policy
  return (
    <>
      <Heading>{words.lead.doors.keeping}</Heading>
      <SealedCopy />
      <section class="card">
        <h2>{said.id}</h2>
        <p class="id">
          <code>{nameOf(lead).replace(/.{8}(?=.)/g, '$& ')}</code>
        </p>
        <p class="quiet">{said.idText}</p>
      </section>
      <section class="card">
        <h2>{said.rules}</h2>
        <p>{fill(said.approvals, { count: approvalsRequired })}</p>
        {joining !== undefined && <p>{said.introductions}</p>}
      </section>
      {Object.keys(lead.texts).length > 0 && (
        <section class="card">
          <h2>{said.pages}</h2>
          <p class="quiet">{said.pagesText}</p>
          <ul class="fields">
            {Object.entries(lead.texts).map(([path, text]) => (
              <li key={path}>
                <button type="button" class="plain" onClick={() => saveFile(path.replaceAll('/', '-'), text)}>
                  {fill(said.save, { file: path })}
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

/** A seal under a passphrase holds 64 KiB: of the pages the charter alone goes along, and only where there is room. */
const MOST_BYTES = 65_536

function bytesToCopy(lead: Lead): Uint8Array {
  const { 'charter.md': charter } = lead.texts
  const encode = (texts: Lead['texts']) => new TextEncoder().encode(textOfLead({ ...lead, texts }))
  const whole = encode(charter === undefined ? {} : { 'charter.md': charter })
  return whole.length <= MOST_BYTES ? whole : encode({})
}

function SealedCopy() {
  const { lead, keep } = useRoom()
  const language = useLanguage()
  const { words } = language
  const said = words.lead.keeping
  const [passphrase, setPassphrase] = useState('')
  const [state, setState] = useState<'ask' | 'busy' | 'wrong' | 'done'>('ask')
  const save = async (event: Event) => {
    event.preventDefault()
    setState('busy')
    const words = passphrase.trim()
    // A copy under mistyped words would be no copy.
    const isRight = (await unlockVault(words).catch(() => undefined)) !== undefined
    const lock = { passphrase: words, purpose: COPY_PURPOSE }
    const sealed = isRight
      ? await sealing({ work: 'seal', bytes: bytesToCopy(lead), lock }).catch(() => undefined)
      : undefined
    if (sealed === undefined) return setState('wrong')
    saveFile('community-copy.sealed', sealed)
    await keep((newest) => ({ ...newest, copied: today() }))
    setPassphrase('')
    setState('done')
  }
  return (
    <form class={lead.copied === undefined ? 'card waiting' : 'card'} onSubmit={save}>
      <h2>{said.copy}</h2>
      <p>{said.copyText}</p>
      {lead.copied !== undefined && <p class="quiet">{fill(said.copyOf, { date: dayWords(language, lead.copied) })}</p>}
      {state === 'done' && <Status>{said.copyDone}</Status>}
      <Field
        label={words.keys.wordsNow}
        value={passphrase}
        type="password"
        name="copy-words"
        autoComplete="current-password"
        error={state === 'wrong' ? said.copyWrong : undefined}
        onChange={setPassphrase}
      />
      <button type="submit" class="primary" disabled={state === 'busy' || passphrase.trim().length < 8}>
        {state === 'busy' ? words.app.working : said.copyDo}
      </button>
    </form>
  )
}
