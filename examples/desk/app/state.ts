import type { PractitionerKeys, Referral } from 'entrenous/practitioner'
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Colleagues } from './colleagues/check-ins.js'
import type { Counting } from './counting/kept.js'
import type { Vault } from './device/vault.js'
import type { Directory } from './inbox/catalogue.js'
import type { Outbox } from './inbox/outbox.js'
import type { LeadPage } from './lead/in-room.js'
import type { Lead } from './lead/lead.js'
import type { Presence, Profile } from './profile/profile.js'

/** What the practitioner settled, and what was done when. */
export type Settings = {
  /** The tag of one of the desk's languages. */
  readonly language: string
  readonly lockMinutes: number
  /** The page as it was signed last: its draft, its statement, and when. */
  readonly signed?: { readonly profile: string; readonly statement: string; readonly at: number }
  readonly sheet?: { readonly on: string; readonly until: string }
}

export const firstSettings: Settings = { language: 'en', lockMinutes: 5 }

/** The pages of an open desk. A page is never in the address. */
export type View =
  | { readonly page: 'today' | 'colleagues' | 'counting' | 'letters' | 'receive' | 'profile' | 'rehearsal' }
  | { readonly page: 'room' | 'sign' | 'keys' | 'sheet' }
  | { readonly page: 'letter'; readonly id: string }
  | { readonly page: 'lead'; readonly room: LeadPage; readonly id?: string | undefined }

/** Everything an open desk shows. It lives in memory, and goes with the page when the desk is locked. */
export type DeskData = {
  readonly keys: PractitionerKeys
  readonly profile: Profile
  readonly presence: Presence
  readonly settings: Settings
  readonly referrals: readonly Referral[]
  readonly outbox: Outbox
  /** With whom one is in touch; undefined before the first. */
  readonly colleagues: Colleagues | undefined
  /** Days, what was said in counts, and what it cost; undefined where it cannot be read: then nothing more is said. */
  readonly counting: Counting | undefined
  readonly directory: Directory
  /** What is kept for a community; undefined where none is led from here. */
  readonly lead: Lead | undefined
}

/** An open desk: what it shows, and how it is changed. */
export type Desk = DeskData & {
  readonly vault: Vault
  readonly view: View
  readonly go: (view: View) => void
  readonly change: (changes: Partial<DeskData>) => void
  /** Keeps a record in the sealed store, and shows it. */
  readonly keep: (
    changes: Partial<Pick<DeskData, 'keys' | 'profile' | 'presence' | 'settings' | 'outbox' | 'colleagues'>>,
  ) => Promise<void>
  /** Changes what is kept for counting, sealed, one change after another; where it cannot be read, nothing. */
  readonly count: (how: (before: Counting) => Counting) => Promise<void>
  /** Reads the inbox again. */
  readonly refresh: () => Promise<void>
}

export const DeskContext = createContext<Desk | undefined>(undefined)

/** The open desk. */
export function useDesk(): Desk {
  const desk = useContext(DeskContext)
  if (desk === undefined) throw new Error('desk: expected an open one around this page')
  return desk
}
