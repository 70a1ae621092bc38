import { epochReportElements, epochReportHtml } from 'entrenous/epoch-report'
import { enEpochReport } from 'entrenous/labels/en'
import { esEpochReport } from 'entrenous/labels/es'
import { frEpochReport } from 'entrenous/labels/fr'
import { useMemo, useState } from 'preact/hooks'
import { fill } from '../../words/words.js'
import { now } from '../clock.js'
import { saveFile } from '../device/save-file.js'
import { Heading, Status } from '../parts/basics.js'
import { FilesPick } from '../parts/file-pick.js'
import { useLanguage } from '../parts/language.js'
import { ShownPage } from '../parts/shown-page.js'
import { useRoom } from './in-room.js'

/** A release is some hundred bytes, a round of a hundred members some ten thousand. */
const MOST_BYTES = 64 * 1024
const MOST_FILES = 200

const spoken = [enEpochReport, esEpochReport, frEpochReport]

/** What came out of counts, checked and shown as a funder will see it. */
export function CountedPage() {
  const { words, labels } = useLanguage()
  const said = words.lead.counted
  const { folded } = useRoom()
  const [files, setFiles] = useState<readonly Uint8Array[]>([])
  const [saved, setSaved] = useState<string>()
  const report = spoken.find(({ language }) => language === labels.language) ?? enEpochReport
  const { community } = folded
  const source = useMemo(() => ({ name: community.name, community, files, now: now() }), [community, files])
  const elements = useMemo(() => epochReportElements(source, labels, report), [source, labels, report])
  const take = async (picked: readonly Blob[]) => {
    const small = picked.filter(({ size }) => size <= MOST_BYTES).slice(0, MOST_FILES)
    const read = await Promise.all(small.map(async (file) => new Uint8Array(await file.arrayBuffer())))
    setSaved(undefined)
    setFiles((before) => [...before, ...read].slice(0, MOST_FILES))
  }
  const save = () => {
    const file = `${said.name}.html`
    saveFile(file, epochReportHtml(source, labels, report))
    setSaved(file)
  }
  return (
    <>
      <div class="no-print">
        <Heading>{words.lead.doors.counted}</Heading>
        <p>{said.lead}</p>
        <div class="card">
          <FilesPick label={said.file} hint={said.hint} onFiles={take} />
          {files.length > 0 && (
            <button type="button" class="primary" onClick={save}>
              {said.save}
            </button>
          )}
          {saved !== undefined && <Status>{fill(said.saved, { file: saved })}</Status>}
        </div>
      </div>
      {files.length > 0 && <ShownPage elements={elements} language={labels.language} />}
    </>
  )
}
