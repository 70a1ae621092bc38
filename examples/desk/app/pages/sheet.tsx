import type { PractitionerKeys } from 'entrenous/practitioner'
import { useState } from 'preact/hooks'
import { fill } from '../../words/words.js'
import { today } from '../clock.js'
import { saveFile } from '../device/save-file.js'
import { sealing } from '../device/sealing.js'
import { packKeys, SHEET_PURPOSE, sheetCode, sheetLines } from '../keys/recovery.js'
import { keysUntil } from '../keys/upkeep.js'
import { Field, Heading } from '../parts/basics.js'
import { dayWords, underHeading, useLanguage } from '../parts/language.js'
import { QrCode } from '../parts/qr-code.js'
import { useDesk } from '../state.js'

/** Seals keys for a sheet, under the words its owner knows. */
export async function sealSheet(keys: PractitionerKeys, passphrase: string): Promise<Uint8Array | undefined> {
  const lock = { passphrase, purpose: SHEET_PURPOSE }
  return sealing({ work: 'seal', bytes: packKeys(keys), lock }).catch(() => undefined)
}

/** What is printed, and a word on what it is for. */
export function Sheet(props: {
  readonly sealed: Uint8Array
  readonly keys: PractitionerKeys
  readonly onDone: () => void
  readonly done: string
}) {
  const language = useLanguage()
  const { words } = language
  const said = words.sheet
  const code = sheetCode(props.sealed)
  const lines = sheetLines(props.sealed)
  const until = dayWords(language, keysUntil(props.keys))
  const made = fill(said.of, { date: dayWords(language, today()) })
  return (
    <>
      <div class="no-print">
        <Heading>{said.title}</Heading>
        <p>{said.lead}</p>
        <div class="row">
          <button type="button" class="primary" onClick={() => print()}>
            {said.print}
          </button>
          <button type="button" onClick={() => saveFile(said.fileName, sheetText(code, made, lines))}>
            {said.file}
          </button>
          <button type="button" class="push" onClick={props.onDone}>
            {props.done}
          </button>
        </div>
      </div>
      <article class="card sheet">
        <h2>{said.heading}</h2>
        <p>
          {made}
          <br />
          <span class="quiet">
            {underHeading(language, said.id, '')} <code>{props.keys.id}</code>
          </span>
        </p>
        <QrCode text={code} label={said.heading} />
        <p>{said.holds}</p>
        <p>{said.how}</p>
        <p>
          <strong>{said.keep}</strong>
        </p>
        <p>{fill(said.until, { date: until })}</p>
        <h3>{said.lines}</h3>
        <ol class="lines">
          {lines.map((line) => (
            <li key={line}>
              <code>{line}</code>
            </li>
          ))}
        </ol>
      </article>
    </>
  )
}

function sheetText(code: string, made: string, lines: readonly string[]): string {
  return `${made}\n\n${code}\n\n${lines.map((line, at) => `${at + 1}. ${line}`).join('\n')}\n`
}

/** A new sheet for an open desk: the words are asked for, because nothing keeps them. */
export function SheetPage() {
  const desk = useDesk()
  const { words } = useLanguage()
  const [passphrase, setPassphrase] = useState('')
  const [sealed, setSealed] = useState<Uint8Array>()
  const [isBusy, setBusy] = useState(false)
  const make = async (event: Event) => {
    event.preventDefault()
    setBusy(true)
    const made = await sealSheet(desk.keys, passphrase.trim())
    setBusy(false)
    if (made === undefined) return
    setSealed(made)
    await desk.keep({ settings: { ...desk.settings, sheet: { on: today(), until: keysUntil(desk.keys) } } })
  }
  if (sealed !== undefined) {
    return <Sheet sealed={sealed} keys={desk.keys} onDone={() => desk.go({ page: 'keys' })} done={words.sheet.next} />
  }
  return (
    <form onSubmit={make}>
      <Heading>{words.sheet.title}</Heading>
      <p>{words.sheet.newLead}</p>
      <Field
        label={words.keys.wordsNow}
        value={passphrase}
        type="password"
        name="sheet-words"
        autoComplete="current-password"
        onChange={setPassphrase}
      />
      <button type="submit" class="primary" disabled={isBusy || passphrase.trim().length < 8}>
        {isBusy ? words.app.working : words.sheet.new}
      </button>
    </form>
  )
}
