import type { CalendarWords } from '../../vocabulary/calendar-words.js'

/** What stands in a calendar, and says nothing. */
export const esCalendar: CalendarWords = { language: 'es', appointment: 'Cita', calendar: 'Citas' }
