import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Folded } from './fold.js'
import type { Lead } from './lead.js'

/** The pages that have a door of their own, in their order. */
export const doors = ['people', 'take-in', 'publish', 'dates', 'neighbours', 'count', 'counted', 'keeping'] as const

/** Every page of the lead's room. */
export type LeadPage = (typeof doors)[number] | 'person'

/** What the pages of the room stand on. */
export type Room = {
  readonly lead: Lead
  readonly folded: Folded
  /** Changes what is kept, sealed, one change after another; false where it is more than a desk keeps. */
  readonly keep: (change: (lead: Lead) => Lead | Promise<Lead>) => Promise<boolean>
  readonly go: (page: LeadPage, id?: string) => void
  /** Of whom a page is about one. */
  readonly id: string | undefined
}

export const RoomContext = createContext<Room | undefined>(undefined)

/** The room a page stands in. */
export function useRoom(): Room {
  const room = useContext(RoomContext)
  if (room === undefined) throw new Error('room: expected one around this page')
  return room
}
