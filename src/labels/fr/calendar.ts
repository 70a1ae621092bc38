import type { CalendarWords } from '../../vocabulary/calendar-words.js'

/** What stands in a calendar, and says nothing. */
export const frCalendar: CalendarWords = { language: 'fr', appointment: 'Rendez-vous', calendar: 'Mes rendez-vous' }
