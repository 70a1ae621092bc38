/** How and where people meet. Whatever lies under `online` is judged by the licence, everything else by the place. */
export const formats = [
  'in-person',
  'in-person.home-visit',
  'in-person.outdoors',
  'in-person.mobile',
  'online',
  'online.video',
  'online.phone',
  'online.messages',
  'day-programme',
  'stay',
  'stay.residential',
  'stay.hospital',
] as const
