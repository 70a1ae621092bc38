// Entry "entrenous/interop/ical": events of a catalogue as iCalendar, with titles that say nothing. It knows no intake and no match.

export type { CalendarWords } from '../vocabulary/calendar-words.js'
export {
  type CalendarEvent,
  type CalendarOptions,
  toICalendar,
  unsafePublishedTitles,
} from './ical/calendar.js'
export { occurrencesOf } from './ical/moments.js'
