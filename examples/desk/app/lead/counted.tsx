import { epochReportElements, epochReportHtml } from 'entrenous/epoch-report'
import { useMemo, useState } from 'preact/hooks'
import { fill } from '../../words/words.js'
import { now } from '../clock.js'
import { countedWords } from '../counting/counted-words.js'
import { saidOf } from '../counting/said-of.js'
import { saveFile } from '../device/save-file.js'
import { signedIn } from '../inbox/signed-file.js'
import { Heading, Status } from '../parts/basics.js'
import { FilesPick } from '../parts/file-pick.js'
import { useLanguage } from '../parts/language.js'
import { ShownPage } from '../parts/shown-page.js'
import { type Count, evidenceIn, filesOf, noCounts } from './count.js'
import { useRoom } from './in-room.js'
import type { Lead } from './lead.js'

/** A release is some hundred bytes; everything that a hundred members said in a round, four million at most. */
const MOST_BYTES = 4 * 1024 * 1024
const MOST_FILES = 200

/** What came out of counts, checked and shown as a funder will see it. */
export function CountedPage() {
  const { words, labels } = useLanguage()
  const said = words.lead.counted
  const { folded, lead } = useRoom()
  const [files, setFiles] = useState(() => ownFiles(lead))
  const [saved, setSaved] = useState<string>()
  const report = countedWords(labels)
  const { community } = folded
  const source = useMemo(
    () => ({ name: community.name, community, ...sourceOf(files), ...refusedIn(files, lead), now: now() }),
    [community, files, lead],
  )
  const elements = useMemo(() => epochReportElements(source, labels, report), [source, labels, report])
  const take = async (picked: readonly Blob[]) => {
    const small = picked.filter(({ size }) => size <= MOST_BYTES).slice(0, MOST_FILES)
    const read = await Promise.all(small.map(async (file) => new Uint8Array(await file.arrayBuffer())))
    setSaved(undefined)
    // A file of the desk's own holds many; another is one.
    setFiles((before) => [...before, ...read.map((bytes) => signedIn(bytes) ?? [bytes])].slice(0, MOST_FILES))
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

type Bundle = readonly Uint8Array[]

/** What this desk has released, and everything of the count that ended last. */
function ownFiles({ counts = noCounts }: Lead): readonly Bundle[] {
  const { current, released } = counts
  const last = isDone(current) ? [filesOf(current)] : []
  return [...last, ...released.map((release) => [release])]
}

function isDone(count: Count | undefined): count is Count {
  return count?.outcome !== undefined
}

/** Releases and rounds to be shown, and the rounds of which everything is there, by which they are added up again. */
function sourceOf(bundles: readonly Bundle[]) {
  const files = bundles.flatMap((bundle) => {
    if (bundle.length === 1) return bundle
    const { round, release } = saidOf(bundle)
    return [...round, ...release]
  })
  return { files, rounds: bundles.flatMap((bundle) => evidenceIn(bundle) ?? []) }
}

/** What was asked in the last count and is not said, where that is what is looked at. */
function refusedIn(bundles: readonly Bundle[], { counts = noCounts }: Lead) {
  const { current } = counts
  const [round] = current === undefined ? [] : [current.round]
  const isShown = bundles.some((bundle) => round !== undefined && bundle.includes(round))
  return isShown && current?.outcome !== undefined ? { refused: current.outcome.refused } : {}
}
