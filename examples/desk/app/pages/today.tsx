import { useState } from 'preact/hooks'
import { fill } from '../../words/words.js'
import type { BoardNews } from '../board-plan.js'
import { now, today } from '../clock.js'
import { nextDay } from '../colleagues/check-ins.js'
import { dayToday } from '../colleagues/page.js'
import { communityBoard } from '../inbox/board.js'
import { Heading, Status } from '../parts/basics.js'
import { dayWords, useLanguage } from '../parts/language.js'
import { PRESENCE_DAYS } from '../profile/sign.js'
import { confirmAndSave, PAGE_DAYS, pageState } from '../signing.js'
import { useDesk } from '../state.js'

/** What is to be done today: letters, whether it is still true, what comes next. */
export function TodayPage({
  restored,
  ...board
}: {
  readonly news: BoardNews | undefined
  readonly look: () => Promise<void>
  readonly restored: boolean
}) {
  const { words } = useLanguage()
  return (
    <>
      <Heading>{words.today.title}</Heading>
      {restored && <Status>{words.restore.done}</Status>}
      <LettersCard />
      <StillTrue />
      <NextSteps />
      {communityBoard() !== undefined && <BoardCard {...board} />}
      <ColleaguesDoor />
      <CountingDoor />
      <ListedLine />
    </>
  )
}

function LettersCard() {
  const desk = useDesk()
  const said = useLanguage().words.today
  const count = desk.referrals.filter(({ state }) => state === 'requested').length
  const line = count === 0 ? said.none : count === 1 ? said.one : fill(said.some, { count })
  return (
    <section class={count === 0 ? 'card' : 'card waiting'}>
      <p class="big">{line}</p>
      <div class="row">
        {count > 0 && (
          <button type="button" class="primary" onClick={() => desk.go({ page: 'letters' })}>
            {said.read}
          </button>
        )}
        <button type="button" onClick={() => desk.go({ page: 'receive' })}>
          {said.receive}
        </button>
      </div>
    </section>
  )
}

function StillTrue() {
  const desk = useDesk()
  const language = useLanguage()
  const { labels } = language
  const said = language.words.today
  const [isDone, setDone] = useState(false)
  const { confirmed, capacity } = desk.presence
  if (confirmed === undefined) return null
  const dayText = (seconds: number) => dayWords(language, new Date(seconds * 1000).toISOString())
  const ends = confirmed + PRESENCE_DAYS * 86_400
  const confirm = async () => {
    const field = await confirmAndSave(desk)
    if (field === undefined) return setDone(true)
    desk.go({ page: 'sign' })
  }
  return (
    <section class="card">
      <h2>{said.still}</h2>
      <p class="big">{labels.capacity[capacity]}</p>
      <p class="quiet">
        {fill(said.asOf, { date: dayText(confirmed) })}.{' '}
        {ends > now() ? fill(said.ends, { date: dayText(ends) }) : said.ended}
      </p>
      {isDone && <Status>{said.stillDone}</Status>}
      <div class="row">
        <button type="button" class="primary" onClick={confirm}>
          {said.stillYes}
        </button>
        <button type="button" onClick={() => desk.go({ page: 'room' })}>
          {said.stillChange}
        </button>
      </div>
    </section>
  )
}

function NextSteps() {
  const desk = useDesk()
  const language = useLanguage()
  const said = language.words.today
  const hasPage = desk.profile.name.trim() !== ''
  const state = pageState(desk)
  const signedEnds = dayWords(
    language,
    new Date(((desk.settings.signed?.at ?? now()) + PAGE_DAYS * 86_400) * 1000).toISOString(),
  )
  const why = { never: said.signText, changed: said.signChanged, old: fill(said.signOld, { date: signedEnds }) }
  const { sheet } = desk.settings
  const sheetText = sheet === undefined ? said.sheetNone : isSoon(sheet.until) ? said.sheetOld : undefined
  return (
    <section>
      <h2>{said.next}</h2>
      <div class="next">
        {!hasPage && <Step title={said.write} text={said.writeText} onGo={() => desk.go({ page: 'profile' })} />}
        {hasPage && state !== 'current' && (
          <Step title={said.sign} text={why[state]} onGo={() => desk.go({ page: 'sign' })} />
        )}
        {sheetText !== undefined && (
          <Step title={said.sheetDo} text={sheetText} onGo={() => desk.go({ page: 'sheet' })} />
        )}
        {hasPage && <Step title={said.rehearse} text={said.rehearseText} onGo={() => desk.go({ page: 'rehearsal' })} />}
      </div>
    </section>
  )
}

/** A sheet is renewed before its keys end. */
function isSoon(iso: string): boolean {
  return Date.parse(iso) - Date.parse(today()) < 45 * 86_400_000
}

function Step(props: { readonly title: string; readonly text: string; readonly onGo: () => void }) {
  return (
    <button type="button" class="card step-card" onClick={props.onGo}>
      <strong>{props.title}</strong>
      <span class="quiet">{props.text}</span>
    </button>
  )
}

/** The way to the colleagues, where there is a list to choose from or somebody is on it. */
function ColleaguesDoor() {
  const { colleagues, directory, go } = useDesk()
  const said = useLanguage().words.colleagues
  const ties = colleagues?.ties ?? []
  if (ties.length === 0 && directory.colleagues.length === 0) return null
  const count = ties.filter((tie) => nextDay(tie) <= dayToday()).length
  const text = count === 0 ? said.doorText : fill(said.doorDue, { count })
  return <Step title={said.door} text={text} onGo={() => go({ page: 'colleagues' })} />
}

/** The way to counting, where there is a list of whose members some may count together, or days are noted. */
function CountingDoor() {
  const { counting, directory, go } = useDesk()
  const said = useLanguage().words.counting
  const isOn = counting?.journal !== undefined
  if (!isOn && directory.state !== 'here') return null
  return <Step title={said.title} text={isOn ? said.doorOn : said.doorText} onGo={() => go({ page: 'counting' })} />
}

function BoardCard({ news, look }: { readonly news: BoardNews | undefined; readonly look: () => Promise<void> }) {
  const { outbox } = useDesk()
  const said = useLanguage().words.today
  const isLooking = news === 'looking'
  return (
    <section class="card board">
      <h2>{said.board}</h2>
      <Status>{newsText(news, said)}</Status>
      {outbox.length > 0 && <p class="quiet">{fill(said.boardWaiting, { count: outbox.length })}</p>}
      <button type="button" onClick={() => void look()} disabled={isLooking}>
        {said.boardNow}
      </button>
    </section>
  )
}

function newsText(
  news: BoardNews | undefined,
  said: Readonly<Record<'boardLooking' | 'boardFailed' | 'boardNone' | 'boardFound', string>>,
): string {
  if (news === undefined) return ''
  if (news === 'looking') return said.boardLooking
  if (news === 'failed') return said.boardFailed
  return news === 0 ? said.boardNone : fill(said.boardFound, { count: news })
}

function ListedLine() {
  const { directory, keys } = useDesk()
  const said = useLanguage().words.today
  if (directory.state === 'untrusted') return <p class="notice">{said.untrusted}</p>
  if (directory.state !== 'here') return null
  const isListed = directory.colleagues.some(({ id }) => id === keys.id)
  return <p class="quiet">{isListed ? said.listed : said.unlisted}</p>
}
