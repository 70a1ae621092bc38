import { useState } from 'preact/hooks'
import { now } from '../clock.js'
import { signedIn } from '../inbox/signed-file.js'
import { Heading, Status, Wrong } from '../parts/basics.js'
import { FilesPick } from '../parts/file-pick.js'
import { useLanguage } from '../parts/language.js'
import { confirmAndSave } from '../signing.js'
import { useDesk } from '../state.js'
import { JoinedRounds } from './joined-rounds.js'
import type { Counting } from './kept.js'
import { NotedLetters } from './noted-letters.js'
import { begun, ended } from './notes.js'
import { OwnNumbers } from './own-numbers.js'
import { RoundCard } from './round-card.js'
import { Spent } from './spent.js'
import { type Came, readCount } from './take-part.js'

/** Files of a count are small: one with a hundred joins has some hundred thousand bytes. */
const MOST_BYTES = 4 * 1024 * 1024
const MOST_FILES = 300

/** Counting: what is noted, one's own numbers, and taking part in a count. */
export function CountingPage() {
  const { counting } = useDesk()
  const { words } = useLanguage()
  const said = words.counting
  return (
    <>
      <Heading>{said.title}</Heading>
      <p>{said.lead}</p>
      {counting === undefined && <Wrong>{said.unreadable}</Wrong>}
      {counting !== undefined && counting.journal === undefined && <Begin />}
      {counting?.journal !== undefined && <On counting={counting} />}
    </>
  )
}

function Begin() {
  const desk = useDesk()
  const said = useLanguage().words.counting
  return (
    <section class="card">
      <h2>{said.off}</h2>
      <p>{said.offText}</p>
      <button type="button" class="primary" onClick={() => desk.count((before) => begun(before, desk.referrals))}>
        {said.start}
      </button>
    </section>
  )
}

function On({ counting }: { readonly counting: Counting }) {
  return (
    <>
      <KeyCard />
      <TakeIn counting={counting} />
      <OwnNumbers journal={counting.journal ?? []} />
      <Spent counting={counting} />
      <NotedLetters journal={counting.journal ?? []} />
      <Stop />
    </>
  )
}

/** Whether the list shows the key by which a lead can name this desk, and how it comes there. */
function KeyCard() {
  const desk = useDesk()
  const said = useLanguage().words.counting
  const [isSaved, setSaved] = useState(false)
  const own = desk.directory.entries.find(({ id }) => id === desk.keys.id)
  const shown = own?.kind === 'practitioner' ? own.presence?.measurementKey : undefined
  const isShown = desk.counting?.book?.keys.some(({ epoch }) => epoch === shown?.epoch) === true
  if (isShown) return null
  const confirm = async () => {
    const field = await confirmAndSave(desk)
    if (field === undefined) return setSaved(true)
    desk.go({ page: 'sign' })
  }
  return (
    <section class="card waiting">
      <h2>{said.key}</h2>
      <p>{said.keyText}</p>
      {isSaved && <Status>{said.keyDone}</Status>}
      <button type="button" class={isSaved ? '' : 'primary'} onClick={confirm}>
        {said.keyDo}
      </button>
    </section>
  )
}

function TakeIn({ counting }: { readonly counting: Counting }) {
  const desk = useDesk()
  const said = useLanguage().words.counting
  const [came, setCame] = useState<Came>()
  const take = async (files: readonly Blob[]) => {
    const read = await Promise.all(files.slice(0, MOST_FILES).map(statementsIn))
    // Half of what was chosen would look like the whole of it.
    const statements = read.every((one) => one !== undefined) ? read.flat() : []
    setCame(readCount(statements, counting, { directory: desk.directory, now: now() }))
  }
  return (
    <section class="card">
      <h2>{said.take}</h2>
      <JoinedRounds counting={counting} />
      <FilesPick label={said.takeFile} hint={said.takeHint} onFiles={take} />
      {came !== undefined && <RoundCard key={keyOf(came)} came={came} onAway={() => setCame(undefined)} />}
    </section>
  )
}

/** A card for each step of each round: what was said of one is not said of the next. */
function keyOf(came: Came): string {
  return 'round' in came ? `${came.kind} ${came.round.hash}` : came.kind
}

async function statementsIn(file: Blob): Promise<readonly Uint8Array[] | undefined> {
  return file.size > MOST_BYTES ? undefined : signedIn(new Uint8Array(await file.arrayBuffer()))
}

function Stop() {
  const desk = useDesk()
  const said = useLanguage().words.counting
  const [isAsked, setAsked] = useState(false)
  return (
    <section class="card">
      <h2>{said.stop}</h2>
      <p class="quiet">{said.stopText}</p>
      {isAsked ? (
        <button type="button" class="warn" onClick={() => desk.count(ended)}>
          {said.stopSure}
        </button>
      ) : (
        <button type="button" onClick={() => setAsked(true)}>
          {said.stopDo}
        </button>
      )}
    </section>
  )
}
