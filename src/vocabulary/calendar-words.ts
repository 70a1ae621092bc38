/** What stands in a calendar in the place of a title: calendars are synchronised, shared at work, and shown on locked screens. */
export type CalendarWords = {
  readonly language: string
  /** Says that there is an appointment, and not with whom or about what. */
  readonly appointment: string
  /** The name of a calendar of such. */
  readonly calendar: string
}
