import { metricNames } from 'entrenous/measurement'
import { type Failure, textOfFailure } from 'entrenous/practitioner'
import { useMemo, useState } from 'preact/hooks'
import { fill } from '../../words/words.js'
import { now } from '../clock.js'
import { countedWords, weeksOf } from '../counting/counted-words.js'
import { signedIn } from '../inbox/signed-file.js'
import { Status, Wrong } from '../parts/basics.js'
import { FilesPick } from '../parts/file-pick.js'
import { type Language, underHeading, useLanguage } from '../parts/language.js'
import { shown } from '../parts/shown.js'
import {
  type Count,
  endStage,
  issuerOf,
  type Looked,
  noCounts,
  type OpenCount,
  openCount,
  openedReports,
  type Stage,
  stageOf,
  withFiles,
  withOutcome,
} from './count.js'
import { useRoom } from './in-room.js'
import { countFile, saveCount } from './save-count.js'
import { working } from './working.js'

/** No file of a count is larger. */
const MOST_BYTES = 4 * 1024 * 1024

/** A count that runs: what has come, what is missing, and the one next thing to do. */
export function RunningCount({ count }: { readonly count: Count }) {
  const { folded } = useRoom()
  const language = useLanguage()
  const { words, labels } = language
  const opened = useMemo(() => openCount(count, { community: folded.community, now: now() }), [count, folded.community])
  if ('failure' in opened) {
    return (
      <>
        <Wrong>{textOfFailure(opened.failure, labels, 'practitioner')}</Wrong>
        <PutAway count={count} />
      </>
    )
  }
  const { epoch, metrics } = opened.round.body
  const report = countedWords(labels)
  return (
    <>
      <section class="card">
        <h2>{fill(words.lead.count.of, weeksOf(epoch, language))}</h2>
        <ul class="points">
          {metrics.map(({ metric }) => (
            <li key={metric}>{report.metric[metric].question}</li>
          ))}
        </ul>
        <p class="quiet">{stageOf(count) === 'done' ? words.lead.count.kept : words.lead.count.handOut}</p>
        <SaveAgain count={count} />
      </section>
      {stageOf(count) === 'done' ? <Outcome count={count} /> : <StageCard count={count} opened={opened} />}
      <PutAway count={count} />
    </>
  )
}

function SaveAgain({ count }: { readonly count: Count }) {
  const { folded } = useRoom()
  const said = useLanguage().words.lead.count
  const { name } = folded.community
  return (
    <button type="button" onClick={() => saveCount(count, name)}>
      {fill(said.save, { file: countFile(count, name) })}
    </button>
  )
}

function StageCard({ count, opened }: { readonly count: Count; readonly opened: OpenCount }) {
  const { keep } = useRoom()
  const language = useLanguage()
  const said = language.words.lead.count
  const stage = stageOf(count) as Exclude<Stage, 'done'> // the page of a count that is done is another
  const [came, setCame] = useState<{ readonly added: number; readonly refused: number }>()
  const take = async (files: readonly Blob[]) => {
    const read = await Promise.all(files.map(statementsIn))
    const broken = read.filter((one) => one === undefined).length
    const statements = read.flatMap((one) => one ?? [])
    let taken = { added: 0, refused: 0 }
    await keep((lead) => {
      const { current, released } = lead.counts ?? noCounts
      if (current === undefined) return lead
      const { count: next, ...rest } = withFiles(current, statements)
      taken = rest
      return { ...lead, counts: { current: next, released } }
    })
    setCame({ added: taken.added, refused: taken.refused + broken })
  }
  const here = new Set(count[stage].map(issuerOf))
  const missing = count.members.filter(({ id }) => !here.has(id)).map(({ name }) => shown(name))
  const least = Math.ceil((2 * count.members.length) / 3)
  return (
    <section class="card">
      <h2>{said.stages[stage].title}</h2>
      <p>{said.stages[stage].text}</p>
      <p class="big">{fill(said.came, { count: here.size, members: count.members.length, least })}</p>
      {missing.length > 0 && <p class="quiet">{underHeading(language, said.missing, missing.join(' · '))}</p>}
      <FilesPick label={said.files} hint={said.filesHint} onFiles={take} />
      {came !== undefined && (
        <div class="notice calm">
          <Status>{fill(said.taken, { count: came.added })}</Status>
          {came.refused > 0 && <p>{fill(said.refused, { count: came.refused })}</p>}
        </div>
      )}
      <EndStage count={count} opened={opened} hasEnough={here.size >= least} />
    </section>
  )
}

async function statementsIn(file: Blob): Promise<readonly Uint8Array[] | undefined> {
  return file.size > MOST_BYTES ? undefined : signedIn(new Uint8Array(await file.arrayBuffer()))
}

/** Ends a stage, once and for good: the list that is signed is the only one. */
function EndStage(props: { readonly count: Count; readonly opened: OpenCount; readonly hasEnough: boolean }) {
  const { count, opened } = props
  const { lead, folded, keep } = useRoom()
  const { words, labels } = useLanguage()
  const said = words.lead.count
  const stage = stageOf(count) as Exclude<Stage, 'done'> // as above
  const [failure, setFailure] = useState<Failure>()
  const [isBusy, setBusy] = useState(false)
  const end = async () => {
    if (stage === 'answers') return addUp()
    const ended = endStage(count, opened, lead, now())
    if (ended === undefined) return
    if ('failure' in ended) return setFailure(ended.failure)
    // Kept before it is saved: a second list would be a proof against whoever signed both.
    const isKept = await keep((newest) => {
      const { current, released } = newest.counts ?? noCounts
      return current === count ? { ...newest, counts: { current: ended.count, released } } : newest
    })
    if (isKept) saveCount(ended.count, folded.community.name)
  }
  const addUp = async () => {
    setBusy(true)
    const { key, publishingKeys } = folded.community
    const sum = await working({ work: 'sum', count, community: { key, publishingKeys }, now: now() }).catch(
      () => undefined,
    )
    setBusy(false)
    if (sum === undefined) return
    if ('failure' in sum) return setFailure(sum.failure)
    await keep((newest) => withOutcome(newest, sum, now()))
  }
  return (
    <>
      {failure !== undefined && <Wrong>{textOfFailure(failure, labels, 'practitioner')}</Wrong>}
      {failure?.code === 'measurement_sum_wrong' && <Openings count={count} opened={opened} />}
      <button type="button" class="primary" disabled={!props.hasEnough || isBusy} onClick={end}>
        {isBusy ? words.app.working : said.stages[stage].end}
      </button>
    </>
  )
}

/** Where the sum does not fit together: whoever opens their report shows that it was not theirs. */
function Openings({ count, opened }: { readonly count: Count; readonly opened: OpenCount }) {
  const language = useLanguage()
  const said = language.words.lead.count.openings
  const [looked, setLooked] = useState<readonly Looked[]>([])
  const take = async (files: readonly Blob[]) => {
    const read = await Promise.all(files.map(statementsIn))
    setLooked(
      openedReports(
        count,
        opened,
        read.flatMap((one) => one ?? []),
      ),
    )
  }
  return (
    <>
      <p>{said.text}</p>
      <FilesPick label={said.files} onFiles={take} />
      {looked.length > 0 && (
        <ul class="points" role="status">
          {looked.map(({ name, verdict }) => (
            <li key={name}>{underHeading(language, shown(name), said[verdict])}</li>
          ))}
        </ul>
      )}
    </>
  )
}

/** What came out, question by question. */
function Outcome({ count }: { readonly count: Count }) {
  const { go } = useRoom()
  const language = useLanguage()
  const said = language.words.lead.count
  const { releases = [], refused = [] } = count.outcome ?? {}
  return (
    <section class="card waiting">
      <h2>{said.outcome}</h2>
      <p>{fill(said.released, { count: releases.length })}</p>
      {metricNames
        .flatMap((metric) => refused.filter((one) => one.metric === metric))
        .map((one) => (
          <p key={one.metric}>{refusedWords(one, language)}</p>
        ))}
      <button type="button" class="primary" onClick={() => go('counted')}>
        {said.look}
      </button>
    </section>
  )
}

type Refusal = NonNullable<Count['outcome']>['refused'][number]

/** Why a question has no answer, in the words of the report. */
function refusedWords({ metric, code }: Refusal, language: Language): string {
  const report = countedWords(language.labels)
  return `${report.metric[metric].question} ${report.missing.why[code]}`
}

function PutAway({ count }: { readonly count: Count }) {
  const { keep } = useRoom()
  const said = useLanguage().words.lead.count
  const [isAsked, setAsked] = useState(false)
  const putAway = () => keep((newest) => ({ ...newest, counts: { released: (newest.counts ?? noCounts).released } }))
  const isDone = stageOf(count) === 'done'
  if (isAsked || isDone) {
    return (
      <section>
        {!isDone && <p class="notice">{said.awayText}</p>}
        <button type="button" class={isDone ? '' : 'warn'} onClick={putAway}>
          {isDone ? said.another : said.awaySure}
        </button>
      </section>
    )
  }
  return (
    <button type="button" class="plain" onClick={() => setAsked(true)}>
      {said.away}
    </button>
  )
}
