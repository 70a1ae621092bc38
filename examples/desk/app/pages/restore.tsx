import type { PractitionerKeys } from 'entrenous/practitioner'
import { useCallback, useState } from 'preact/hooks'
import { fill } from '../../words/words.js'
import { sealing } from '../device/sealing.js'
import { contentOf } from '../inbox/read-file.js'
import { readSheet, SHEET_PURPOSE, unpackKeys } from '../keys/recovery.js'
import { Field, Heading, Status, Wrong } from '../parts/basics.js'
import { FilePick } from '../parts/file-pick.js'
import { useLanguage } from '../parts/language.js'

/** Bringing a desk back from its sheet: first the sheet, then its words. */
export function Restore(props: {
  readonly replaces: boolean
  readonly onRestored: (keys: PractitionerKeys, passphrase: string) => void
  readonly onBack: () => void
}) {
  const { words } = useLanguage()
  const said = words.restore
  const [sealed, setSealed] = useState<Uint8Array>()
  const [wrong, setWrong] = useState<string>()
  const take = useCallback(
    (text: string) => {
      const sheet = readSheet(text)
      if ('sealed' in sheet) {
        setSealed(sheet.sealed)
        return setWrong(undefined)
      }
      setWrong(sheet.wrongLine === 0 ? said.noSheet : fill(said.wrongLine, { line: sheet.wrongLine }))
    },
    [said],
  )
  return (
    <main class="page gate" id="content">
      <Heading>{said.title}</Heading>
      {props.replaces && <p class="notice">{said.replaces}</p>}
      {wrong !== undefined && <Wrong>{wrong}</Wrong>}
      {sealed === undefined ? (
        <TakeSheet onText={take} />
      ) : (
        <OpenSheet sealed={sealed} onRestored={props.onRestored} onWrong={() => setWrong(said.wrong)} />
      )}
      <button type="button" class="plain" onClick={props.onBack}>
        {words.app.back}
      </button>
    </main>
  )
}

function TakeSheet({ onText }: { readonly onText: (text: string) => void }) {
  const said = useLanguage().words.restore
  const [lines, setLines] = useState('')
  const onFile = useCallback(
    async (file: Blob) => {
      const content = await contentOf(file)
      onText(typeof content === 'string' ? linesIn(content) : '')
    },
    [onText],
  )
  return (
    <>
      <p>{said.lead}</p>
      <FilePick label={said.picture} onFile={onFile} />
      <details class="group">
        <summary>
          <span>{said.type}</span>
        </summary>
        <Field label={said.lines} hint={said.linesHint} value={lines} rows={8} name="lines" onChange={setLines} />
        <button type="button" onClick={() => onText(lines)}>
          {said.read}
        </button>
      </details>
    </>
  )
}

/** A saved sheet has words around its code. */
function linesIn(content: string): string {
  return /^ENTRENOUS-KEYS:\S+$/im.exec(content)?.[0] ?? content
}

function OpenSheet(props: {
  readonly sealed: Uint8Array
  readonly onRestored: (keys: PractitionerKeys, passphrase: string) => void
  readonly onWrong: () => void
}) {
  const { words } = useLanguage()
  const said = words.restore
  const [passphrase, setPassphrase] = useState('')
  const [isBusy, setBusy] = useState(false)
  const open = async (event: Event) => {
    event.preventDefault()
    setBusy(true)
    const lock = { passphrase: passphrase.trim(), purpose: SHEET_PURPOSE }
    const packed = await sealing({ work: 'open', bytes: props.sealed, lock }).catch(() => undefined)
    const keys = packed && unpackKeys(packed)
    if (keys !== undefined) return props.onRestored(keys, passphrase.trim())
    setBusy(false)
    props.onWrong()
  }
  return (
    <form onSubmit={open}>
      <Status>{said.found}</Status>
      <Field
        label={said.words}
        value={passphrase}
        type="password"
        name="sheet-words"
        autoComplete="current-password"
        onChange={setPassphrase}
      />
      <button type="submit" class="primary" disabled={isBusy || passphrase.trim().length < 8}>
        {isBusy ? words.unlock.opening : said.go}
      </button>
    </form>
  )
}
