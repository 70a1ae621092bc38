import type { CalendarWords } from '../../vocabulary/calendar-words.js'

/** What stands in a calendar, and says nothing. */
export const enCalendar: CalendarWords = { language: 'en', appointment: 'Appointment', calendar: 'Appointments' }
