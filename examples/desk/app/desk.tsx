import type { Head } from 'entrenous'
import type { JSX } from 'preact'
import { useCallback, useEffect, useState } from 'preact/hooks'
import { type BoardNews, useBoardPlan } from './board-plan.js'
import { now } from './clock.js'
import { ColleaguesPage } from './colleagues/page.js'
import { fetchDirectory } from './inbox/catalogue.js'
import { lockDesk } from './lock.js'
import { startingProfile } from './open-desk.js'
import { KeysPage } from './pages/keys.js'
import { LetterPage } from './pages/letter.js'
import { LettersPage } from './pages/letters.js'
import { ProfilePage } from './pages/profile.js'
import { ReceivePage } from './pages/receive.js'
import { RehearsalPage } from './pages/rehearsal.js'
import { RoomPage } from './pages/room.js'
import { SheetPage } from './pages/sheet.js'
import { SignPage } from './pages/sign.js'
import { TodayPage } from './pages/today.js'
import { useLanguage } from './parts/language.js'
import { presenceOf, profileOf } from './profile/from-descriptor.js'
import { type Desk, DeskContext, type View } from './state.js'
import { useIdleLock, useNewest } from './use-desk.js'

const tabs = ['today', 'letters', 'profile', 'keys', 'lead'] as const
/** Which tab a page belongs to. */
const tabOf: Readonly<Record<View['page'], (typeof tabs)[number]>> = {
  today: 'today',
  colleagues: 'today',
  counting: 'today',
  letters: 'letters',
  letter: 'letters',
  receive: 'letters',
  profile: 'profile',
  rehearsal: 'profile',
  room: 'profile',
  sign: 'profile',
  keys: 'keys',
  sheet: 'keys',
  lead: 'lead',
}

/** An open desk. */
export function DeskShell(props: {
  readonly desk: Desk
  readonly arrived: string | undefined
  readonly onTaken: () => void
  readonly restored: boolean
}) {
  const { desk } = props
  const { words } = useLanguage()
  const [news, setNews] = useState<BoardNews>()
  const onNews = useCallback((one: BoardNews) => setNews(one), [])
  const look = useBoardPlan(desk, onNews)
  useDirectory(desk)
  const lock = () => void lockDesk(desk.vault)
  useIdleLock(desk.settings.lockMinutes, lock)
  const { go } = desk
  useEffect(() => {
    if (props.arrived !== undefined) go({ page: 'receive' })
  }, [props.arrived, go])
  const names = {
    today: words.app.today,
    letters: words.app.inbox,
    profile: words.app.profile,
    keys: words.app.keys,
    lead: words.lead.tab,
  }
  // Whoever leads no community never sees its door here.
  const open = tabs.filter((tab) => tab !== 'lead' || desk.lead !== undefined)
  const unanswered = desk.referrals.filter(({ state }) => state === 'requested').length
  return (
    <DeskContext.Provider value={desk}>
      <button type="button" class="skip" onClick={() => document.getElementById('content')?.focus()}>
        {words.app.skip}
      </button>
      <header class="bar no-print">
        <nav aria-label={words.app.nav}>
          {open.map((tab) => (
            <button
              type="button"
              key={tab}
              class="tab"
              aria-current={tabOf[desk.view.page] === tab ? 'page' : undefined}
              onClick={() => go(tab === 'lead' ? { page: tab, room: 'people' } : { page: tab })}
            >
              {names[tab]}
              {tab === 'letters' && unanswered > 0 && <span class="badge">{unanswered}</span>}
            </button>
          ))}
        </nav>
        <button type="button" class="tab lock" onClick={lock}>
          {words.app.lock}
        </button>
      </header>
      <main id="content" class={desk.view.page === 'profile' ? 'page wide' : 'page'} tabIndex={-1}>
        <Page {...props} news={news} look={look} />
      </main>
    </DeskContext.Provider>
  )
}

function Page(props: {
  readonly desk: Desk
  readonly arrived: string | undefined
  readonly onTaken: () => void
  readonly restored: boolean
  readonly news: BoardNews | undefined
  readonly look: () => Promise<void>
}) {
  const { view } = props.desk
  switch (view.page) {
    case 'today':
      return <TodayPage news={props.news} look={props.look} restored={props.restored} />
    case 'colleagues':
      return <ColleaguesPage />
    case 'counting':
      return <CountingDoor />
    case 'letters':
      return <LettersPage />
    case 'letter':
      return <LetterPage key={view.id} id={view.id} />
    case 'receive':
      return <ReceivePage arrived={props.arrived} onTaken={props.onTaken} />
    case 'profile':
      return <ProfilePage />
    case 'rehearsal':
      return <RehearsalPage />
    case 'room':
      return <RoomPage />
    case 'sign':
      return <SignPage />
    case 'keys':
      return <KeysPage />
    case 'sheet':
      return <SheetPage />
    case 'lead':
      return <LeadDoor />
  }
}

/** Counting: loaded when it is opened, with the words for what is counted. */
function CountingDoor() {
  const { words } = useLanguage()
  const [Opened, setOpened] = useState<() => JSX.Element | null>()
  useEffect(() => {
    void import('./counting/page.js').then(({ CountingPage }) => setOpened(() => CountingPage))
  }, [])
  return Opened === undefined ? <p class="quiet">{words.app.working}</p> : <Opened />
}

/** The room of whoever looks after a community: loaded when it is opened, because most desks never need it. */
function LeadDoor() {
  const { words } = useLanguage()
  const [Room, setRoom] = useState<() => JSX.Element | null>()
  useEffect(() => {
    void import('./lead/room.js').then(({ LeadRoom }) => setRoom(() => LeadRoom))
  }, [])
  return Room === undefined ? <p class="quiet">{words.app.working}</p> : <Room />
}

/**
 * Fetches the community's list once the desk is open: everybody fetches the same file. Where the form is empty, as after
 * the way back from a sheet, what is published of oneself fills it.
 */
function useDirectory(desk: Desk): void {
  const newest = useNewest(desk)
  useEffect(() => {
    const fetchIt = async () => {
      const { vault, change, keys } = newest.current
      const lastSeen = (await vault.records.read('head')) as Head | undefined // what is written below
      const directory = await fetchDirectory(lastSeen, now())
      if (directory.head !== undefined) await vault.records.write('head', directory.head)
      change({ directory })
      const own = directory.entries.find(({ id }) => id === keys.id)
      const { profile, keep } = newest.current
      if (own?.kind !== 'practitioner' || profile.name.trim() !== '') return
      await keep({ profile: profileOf(own.offer, startingProfile()), presence: presenceOf(own.presence) })
    }
    void fetchIt()
  }, [newest])
}
