// Who there is. The people, the places and the numbers are invented.

/**
 * @typedef {{
 *   name: string, concepts: readonly (readonly [string, number])[], modalities?: readonly string[], fee: number,
 *   languages?: readonly string[], joins: number, by?: string,
 * }} PersonSheet - `joins`: in which week; `by`: who introduces them, an approver unless told
 * @typedef {{
 *   slug: string, name: string, place: string, region: string, zone: string, lead: string, vetters: readonly string[],
 *   policy: 'introduced-two-vetters' | 'introduced-three-vetters', contact: string, people: readonly PersonSheet[],
 * }} CommunitySheet - `vetters`: who approves, the lead among them
 */

/**
 * @param {string} name
 * @param {readonly (readonly [string, number])[]} concepts
 * @param {Partial<PersonSheet>} [more]
 * @returns {PersonSheet}
 */
const person = (name, concepts, more = {}) => ({ name, concepts, fee: 8000, joins: 2, ...more })

/** @type {CommunitySheet} */
const lantern = {
  slug: 'lantern',
  name: 'Lantern Street Counselling',
  place: 'in the city',
  region: 'US-WA',
  zone: 'America/Los_Angeles',
  lead: 'Dora',
  vetters: ['Dora', 'Abel', 'Brigid', 'Cora', 'Elif', 'Farid', 'Goran'],
  policy: 'introduced-three-vetters',
  contact: 'dora@lantern-street.example',
  people: [
    person('Ben', [
      ['mood.low-most-days', 4],
      ['work.balance', 3],
    ]),
    person('Gus', [
      ['grief.death', 4],
      ['grief.before-a-death', 3],
    ]),
    person('Hana', [
      ['relationship.conflict', 4],
      ['family.conflict', 3],
    ]),
    person('Ivo', [['substance.alcohol', 4]], { fee: 7000 }),
    person('Jun', [
      ['anxiety.social', 3],
      ['self.confidence', 3],
    ]),
    person('Kwame', [['trauma.accident', 4]]),
    person('Lena', [
      ['perinatal.low-after-birth', 4],
      ['anxiety.worry', 3],
    ]),
    person('Mira', [
      ['anxiety.worry', 4],
      ['anxiety.panic', 3],
    ]),
    person('Nils', [['stress.burnout', 4]], { fee: 9000 }),
    person('Odette', [['sleep.cannot-sleep', 3]], { languages: ['en', 'fr'] }),
    person(
      'Chen',
      [
        ['anxiety.panic', 4],
        ['anxiety.worry', 3],
        ['sleep.cannot-sleep', 2],
      ],
      { joins: 4, by: 'Ben', languages: ['en', 'cmn'] },
    ),
    person('Pilar', [['grief.other-losses', 3]], { joins: 4, by: 'Hana', languages: ['en', 'es'] }),
  ],
}

/** @type {CommunitySheet} */
const saltmarsh = {
  slug: 'saltmarsh',
  name: 'Saltmarsh Bodywork',
  place: 'on the coast',
  region: 'US-WA',
  zone: 'America/Los_Angeles',
  lead: 'Ines',
  vetters: ['Ines', 'Rafe', 'Sunniva'],
  policy: 'introduced-two-vetters',
  contact: 'ines@saltmarsh.example',
  people: [
    person(
      'Billie',
      [
        ['pain.neck', 4],
        ['tension.muscles', 3],
      ],
      { modalities: ['massage'] },
    ),
    person('Tarek', [
      ['pain.back', 4],
      ['posture.desk', 3],
    ]),
    person('Una', [
      ['tension.breath', 4],
      ['body-care.breathing', 4],
    ]),
    person('Viggo', [['sport.injury', 4]], { fee: 6500 }),
    person('Wanda', [['perinatal.body-after-birth', 3]]),
    person(
      'Xaver',
      [
        ['tension.stress-in-body', 3],
        ['pain.jaw', 4],
      ],
      { joins: 4, by: 'Billie', modalities: ['massage'] },
    ),
  ],
}

/** @type {CommunitySheet} */
const kestrel = {
  slug: 'kestrel',
  name: 'Kestrel University Circle',
  place: 'at a university',
  region: 'US-WA',
  zone: 'America/Los_Angeles',
  lead: 'Yusra',
  vetters: ['Yusra', 'Ama', 'Bastian', 'Zeno'],
  policy: 'introduced-two-vetters',
  contact: 'yusra@kestrel.example',
  people: [
    person(
      'Noor',
      [
        ['stress.study', 4],
        ['anxiety.performance', 4],
        ['anxiety.panic', 3],
      ],
      { fee: 4000 },
    ),
    person('Celia', [['neurodiversity.adhd', 4]], { fee: 4000 }),
    person('Dario', [['identity.migration', 3]], { fee: 3000 }),
    person('Edda', [['eating.body-image', 4]], { fee: 4000 }),
    person('Fox', [['gender.questioning', 4]], { fee: 3000 }),
    person(
      'Greta',
      [
        ['self.procrastination', 3],
        ['stress.study', 3],
      ],
      { fee: 3000 },
    ),
    person('Hugo', [['self.loneliness', 3]], { fee: 3000 }),
    person(
      'Ilse',
      [
        ['movement.stiffness', 3],
        ['posture.desk', 3],
      ],
      { fee: 3500 },
    ),
    person('Jonas', [['sport.mental-game', 3]], { joins: 4, by: 'Noor', fee: 3000 }),
  ],
}

/** The three, in the order in which the story names them. */
export const communitySheets = [saltmarsh, lantern, kestrel]

/** Eve says of herself what people look for. */
export const eve = person(
  'Eve',
  [
    ['anxiety.panic', 4],
    ['anxiety.worry', 4],
  ],
  { joins: 5, by: 'Ben' },
)

/** Whom Eve made up: six names, six keys, one laptop. */
export const falseNames = ['Ruth', 'Saul', 'Tess', 'Uma', 'Vic', 'Walt']

/** What she founds when nobody in the city lets her in any more. */
export const openDoor = /** @type {CommunitySheet} */ ({
  slug: 'open-door',
  name: 'Open Door Network',
  place: 'everywhere',
  region: 'US-WA',
  zone: 'America/Los_Angeles',
  lead: 'Eve',
  vetters: ['Eve', 'Eve, too', 'Eve as well'],
  policy: 'introduced-two-vetters',
  contact: 'hello@open-door.example',
  people: [],
})
