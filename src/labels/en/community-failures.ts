import type { CommunityFailure } from '../../vocabulary/community-failure.js'
import type { Labels } from '../../vocabulary/labels.js'

/** What to say to each side when a community's own work did not: members, cards, counting, publishing. */
export const communityFailureWords: Pick<Labels['failures'], CommunityFailure> = {
  card_foreign: {
    person: 'This card is not for this list, so it was not used. You can search without it.',
    practitioner:
      'The card is for another list, or nobody signed it who may. Please ask whoever handed it out for a new one.',
  },
  card_invalid: {
    person: 'This card cannot be read, so it was not used. You can search without it.',
    practitioner: 'The card cannot be read, or differs from what others get. Please make a new one.',
  },
  heads_consistent: {
    person: 'These two lists do not contradict each other.',
    practitioner: 'These two lists can both be right: they prove nothing against the community.',
  },
  measurement_budget_spent: {
    person: 'This device has said enough for these weeks. Nothing more was sent.',
    practitioner: 'This device has given what it may give for these eight weeks. It takes part again in the next.',
  },
  measurement_early: {
    person: 'It is too early to count this. Nothing was sent.',
    practitioner: 'It is too early to count this. Try again after {until}.',
  },
  measurement_foreign: {
    person: 'This count is not your community’s. Nothing was sent.',
    practitioner:
      'This count names people or keys that your list of practitioners does not know. Please ask the community lead before you take part.',
  },
  measurement_invalid: {
    person: 'A count could not be read. Nothing was sent.',
    practitioner: 'A part of this count cannot be read. Please fetch it again, or tell the community lead.',
  },
  measurement_repeated: {
    person: 'This was answered before. Nothing more was sent.',
    practitioner:
      'This count was closed twice, in two ways. Nothing was sent. Please keep both files and tell your community.',
  },
  measurement_sum_wrong: {
    person: 'The numbers of this count do not fit together. None is shown.',
    practitioner: 'The numbers of this count do not fit together. Please ask the members to open their reports.',
  },
  measurement_too_few: {
    person: 'There are too few to count without showing somebody. Nothing is shown.',
    practitioner: 'There are {count}, and {least} are needed. With fewer, somebody could be recognised.',
  },
  measurement_too_noisy: {
    person: 'So few people could answer that the result would be mostly chance. Nothing was sent.',
    practitioner: 'The result would be off by {expected} points, more than {most}: mostly chance. It is not asked.',
  },
  member_key_replaced: {
    person: 'This practitioner has another key now. Please look for them in the list as it is today.',
    practitioner: 'This key was replaced by another, which is listed in its place.',
  },
  member_key_waiting: {
    person: 'This practitioner’s new key is not used yet. Please look again in a few days.',
    practitioner:
      'This key is to replace another and waits for its cool-down, so that the holder of the old one can object.',
  },
  member_unattested: {
    person: 'The community still has to look at this page.',
    practitioner: 'Items of the community’s checklist have not been attested for this key.',
  },
  member_unintroduced: {
    person: 'Nobody has vouched for this person yet.',
    practitioner:
      'No introduction of this key counts now: there is none, or it rests on somebody who may not introduce any more.',
  },
  publish_invalid: {
    person: 'This list of practitioners could not be made.',
    practitioner: 'Entry {index} cannot be published: its {field} does not fit.',
  },
  release_mismatch: {
    person: 'These numbers are not what was counted. They are not shown.',
    practitioner: 'This release is not what its files add up to. Please tell the community lead.',
  },
  release_repeated: {
    person: 'These weeks were published before, with other numbers. They are not shown.',
    practitioner:
      'These weeks were published before. A second release is not made, because the difference could show somebody.',
  },
  release_withheld: {
    person: 'There were too few to show. Nothing is shown.',
    practitioner:
      'Fewer than {least} were counted, so nothing of it is released. With a longer time or more communities it may be.',
  },
  round_invalid: {
    person: 'These questions cannot be asked together.',
    practitioner: 'The form put together questions that do not fit. The people who run the page should look at it.',
  },
  work_aborted: {
    person: 'Stopped. Nothing was changed.',
    practitioner: 'Stopped. Nothing was changed.',
  },
}
