import type { CommunityFailure } from '../../vocabulary/community-failure.js'
import type { HelpFailure } from '../../vocabulary/help-words.js'
import type { Labels } from '../../vocabulary/labels.js'

const notYours = 'This message could not be opened.'
const unsafeList = 'This list of practitioners cannot be trusted, so it was not used.'

/** What to say to each side when something did not work; what is said of help contacts stands in help.ts, of communities in community-failures.ts. */
export const failureWords: Omit<Labels['failures'], HelpFailure | CommunityFailure> = {
  answer_invalid: {
    person: 'The answer could not be written.',
    practitioner: 'This answer does not fit. A note is one line of at most 300 characters.',
  },
  answers_exhausted: {
    person: 'The practitioner has sent as many answers as there can be.',
    practitioner: 'You have answered this person as often as it is possible.',
  },
  answers_invalid: {
    person: 'One of your answers is not complete. Please look at it again.',
    practitioner: 'The form sent an answer that does not fit. The people who run the page should look at it.',
  },
  answers_too_large: {
    person: 'Your answers are longer than this page can take. Please shorten them.',
    practitioner: 'The form sent more than it may. The people who run the page should look at it.',
  },
  board_checkpoint_foreign: {
    person: 'This is not the board that your community uses.',
    practitioner: 'The checkpoint is not signed by the board that was expected.',
  },
  board_checkpoint_forged: {
    person: 'The message board cannot be trusted right now, so nothing of it was used.',
    practitioner: 'The signature on the board’s checkpoint does not fit. Please tell the community lead.',
  },
  board_checkpoint_invalid: {
    person: 'The message board sent something that cannot be read. Please try again later.',
    practitioner: 'The board’s checkpoint cannot be read. Please tell whoever runs the board.',
  },
  board_equivocal: {
    person: 'The message board has told two different stories. It was not used; please tell the community.',
    practitioner:
      'The board has signed two different lists of the same length. Please tell the community lead at once.',
  },
  board_inconsistent: {
    person: 'The message board does not continue what it said before. It was not used; please tell the community.',
    practitioner: 'The board’s list does not continue the one seen before. Please tell the community lead.',
  },
  board_invalid: {
    person: 'The message board of your community is not set up right.',
    practitioner: 'The field {field} of the board’s description does not fit.',
  },
  board_list_invalid: {
    person: 'The message board sent something that cannot be read. Please try again later.',
    practitioner: 'The board’s list of files cannot be read. Please tell whoever runs the board.',
  },
  board_not_included: {
    person: 'The message board has not shown that it took your message. Please send it again.',
    practitioner: 'The board has not proved that it took the record. Please post it again.',
  },
  board_receipt_invalid: {
    person: 'The message board gave no proper answer. Please send again.',
    practitioner: 'The board’s answer cannot be read. Please post again.',
  },
  board_rolled_back: {
    person: 'The message board showed an older state than before. It was not used.',
    practitioner: 'The board shows an older list than the one seen before. Please try again later.',
  },
  board_segment_invalid: {
    person: 'The message board sent something that did not arrive whole. Please load it again.',
    practitioner: 'A file of the board is not whole. Please fetch it again.',
  },
  board_segment_mismatch: {
    person: 'The message board sent something that did not arrive whole. Please load it again.',
    practitioner: 'A file of the board is not the one on its list. Please fetch both again.',
  },
  catalogue_chain_broken: {
    person: 'The lists between the one you had and this one are not all there. It was not used.',
    practitioner:
      'Some of the lists between the one seen before and this one are missing. Please ask the community lead for them.',
  },
  catalogue_clock_behind: {
    person: 'The clock of this device seems to be behind. Please set it and try again.',
    practitioner: 'The clock of this device is behind the list of practitioners. Please set it and try again.',
  },
  catalogue_equivocal: {
    person: 'Two different lists claim to be the same one. It was not used; please tell the community.',
    practitioner: 'Two different lists were published under one number. Please tell the community lead at once.',
  },
  catalogue_expired: {
    person: 'This list of practitioners is out of date. Please load it again.',
    practitioner: 'The published list is out of date. Please ask the community lead to publish it again.',
  },
  catalogue_foreign: {
    person: 'This list comes from another community than the one you had. It was not used.',
    practitioner: 'The list is another community’s than the one seen before. Please look at where it was loaded from.',
  },
  catalogue_forged: {
    person: unsafeList,
    practitioner: 'The signature on the published list does not fit. Please tell the community lead.',
  },
  catalogue_hash_mismatch: {
    person: unsafeList,
    practitioner: 'A part of the published list was changed after signing. Please tell the community lead.',
  },
  catalogue_headless: {
    person: unsafeList,
    practitioner: 'The published file begins with something that is no list. Please tell the community lead.',
  },
  catalogue_invalid: {
    person: 'This list of practitioners is damaged, so it was not used.',
    practitioner: 'A part of the published list cannot be read. Please ask the community lead to publish it again.',
  },
  catalogue_other_region: {
    person: 'This is the list of another region, so it was not used.',
    practitioner: 'The published list belongs to another region than was asked for.',
  },
  catalogue_overlong: {
    person: 'This list of practitioners is damaged, so it was not used.',
    practitioner: 'Something was added to the published list after signing. Please tell the community lead.',
  },
  catalogue_reader_too_old: {
    person: 'This page is too old for the list of practitioners. Please reload it.',
    practitioner: 'This program is too old for the published list. Please update it.',
  },
  catalogue_rolled_back: {
    person: 'This list is older than the one you had, so it was not used.',
    practitioner: 'An older list was served than the one seen before. Please tell the community lead.',
  },
  catalogue_row_mismatch: {
    person: 'The list says something else of somebody than their own signed words do. They were left out.',
    practitioner:
      'The published list says something else of somebody than their own signed words. Please tell the community lead.',
  },
  catalogue_too_large: {
    person: 'This list of practitioners is too large for this page.',
    practitioner: 'The published list is larger than readers accept. Please tell the community lead.',
  },
  catalogue_truncated: {
    person: 'This list of practitioners did not arrive whole. Please load it again.',
    practitioner: 'The published list is cut off. Please ask the community lead to publish it again.',
  },
  catalogue_undelegated: {
    person: unsafeList,
    practitioner: 'The list is signed by a key that the community has not named. Please tell the community lead.',
  },
  catalogue_unsupported: {
    person: 'This page cannot read this list of practitioners. Please reload the page.',
    practitioner: 'The published list has a form that this program does not know. Please update it.',
  },
  catalogue_untrusted: {
    person: 'This list comes from a community that this page does not know.',
    practitioner: 'The list is signed by a community that this program was not told to trust.',
  },
  catalogue_unwitnessed: {
    person: 'Too few others have seen this list of practitioners, so it was not used. Please try again later.',
    practitioner: 'Only {witnessed} of {required} witnesses have seen this list. Please ask the community lead.',
  },
  consent_facts_invalid: {
    person: 'What is kept about your consent is damaged. No record of it can be made.',
    practitioner: 'The field {field} of what is kept about this consent does not fit, so no record can be written.',
  },
  consent_guardian_missing: {
    person: 'At your age a parent or guardian needs to agree with you. You can still look at who is there.',
    practitioner: 'The law of this place asks for a guardian beside the person. None has agreed.',
  },
  consent_notice_missing: {
    person: 'They have not said how they look after what you send, so nothing can be sent.',
    practitioner: 'Your description has no privacy notice. Without one nobody can write to you.',
  },
  consent_rule_broken: {
    person: 'This was not sent, because it was not what you agreed to.',
    practitioner: 'A rule of consent was not kept ({rule}), so nothing was sent.',
  },
  descriptor_expired: {
    person: 'This practitioner has not kept their entry up to date. Please choose somebody else for now.',
    practitioner: 'Your description has ended. Please sign it again and have it approved.',
  },
  descriptor_invalid: {
    person: 'This entry is damaged. Please choose somebody else for now.',
    practitioner: 'The field {field} of the description does not fit.',
  },
  descriptor_revoked: {
    person: 'This practitioner is no longer part of the community.',
    practitioner: 'The community has withdrawn its approval of this entry.',
  },
  descriptor_unapproved: {
    person: 'The community has not approved this entry yet.',
    practitioner: 'The description is not approved yet. Please ask the community lead.',
  },
  descriptor_unclaimed: {
    person: 'This entry comes from a public directory. You can call them; nothing can be sent from here.',
    practitioner: 'Nobody has claimed this entry, so nothing can be sealed to it.',
  },
  disclosure_empty: {
    person: 'You chose to share something that you have not answered ({field}).',
    practitioner: 'Something was to be shared that was not answered ({field}).',
  },
  disclosure_too_large: {
    person: 'What you want to share is too long. Please shorten your own words.',
    practitioner: 'What was to be shared does not fit into one message.',
  },
  inbox_full: {
    person: 'This practitioner has no room for more messages now.',
    practitioner: 'Your inbox is full. Please answer or clear some referrals.',
  },
  keys_cooling_down: {
    person: 'This practitioner has new keys. To be safe, nothing can be sent to them before {until}.',
    practitioner: 'Your new keys are approved. To be safe, nobody can write to you before {until}.',
  },
  keys_exhausted: {
    person: 'This practitioner has not kept their entry up to date. Please choose somebody else for now.',
    practitioner: 'The prepared keys are used up. Please prepare new ones and have the description approved.',
  },
  keys_invalid: {
    person: 'This key file cannot be read.',
    practitioner: 'This key file cannot be read. Please use your backup.',
  },
  presence_stale: {
    person: 'They have not said for some time how things stand, so nothing can be sent to them now.',
    practitioner: 'Please confirm how things stand this month. Until then nobody can write to you.',
  },
  randomness_absent: {
    person: 'This device cannot make safe random numbers, so nothing was sent.',
    practitioner: 'This device cannot make safe random numbers. Please use another one.',
  },
  recipient_other: {
    person: 'You agreed to share this with somebody else, so it was not sent.',
    practitioner: 'The form mixed up two recipients. The people who run the page should look at it.',
  },
  referral_closed: {
    person: 'This conversation has come to its end.',
    practitioner: 'This referral is closed; nothing more is sent.',
  },
  referral_unknown: {
    person: 'This conversation is not here any more.',
    practitioner: 'This referral is not here: it has ended and was erased, or it came to another device.',
  },
  reply_forged: {
    person: 'Somebody else used the name of this practitioner to answer. It is not shown. Please tell the community.',
    practitioner: "An answer carried a signature that is not yours or your role holders'.",
  },
  reply_malformed: {
    person: 'This is not an answer, or not all of it.',
    practitioner: 'This is not an answer, or not all of it.',
  },
  reply_unopenable: {
    person: 'This message does not belong to this conversation, or it was changed on the way.',
    practitioner: 'The person could not open this answer.',
  },
  root_equivocal: {
    person: 'This community has told two stories about itself. The list was not used; please tell the community.',
    practitioner: 'Two different manifests have one number. Please tell the community lead at once.',
  },
  root_expired: {
    person: 'This list of practitioners is out of date. Please load it again.',
    practitioner: 'The community’s manifest has ended. Please ask the community lead to have it signed again.',
  },
  root_foreign: {
    person: unsafeList,
    practitioner: 'A manifest of another community is among this one’s. Please tell the community lead.',
  },
  root_forged: {
    person: unsafeList,
    practitioner: 'A signature under the community’s manifest does not fit. Please tell the community lead.',
  },
  root_invalid: {
    person: 'This list of practitioners is damaged, so it was not used.',
    practitioner: 'The field {field} of the community’s manifest does not fit.',
  },
  root_rolled_back: {
    person: 'This list is older than the one you had, so it was not used.',
    practitioner: 'An older manifest was served than the one seen before. Please tell the community lead.',
  },
  root_rotation_unapproved: {
    person: unsafeList,
    practitioner:
      'Only {signed} of {required} earlier root keys have signed the new manifest. Please have it signed by more.',
  },
  root_signer_repeated: {
    person: unsafeList,
    practitioner: 'One key has signed the community’s manifest twice. Please tell the community lead.',
  },
  root_signer_unknown: {
    person: unsafeList,
    practitioner: 'A key that is no root key has signed the community’s manifest. Please tell the community lead.',
  },
  root_skipped: {
    person: unsafeList,
    practitioner:
      'The community’s manifest has the number {found} where {expected} has to follow. Please tell the community lead.',
  },
  root_threshold_unmet: {
    person: unsafeList,
    practitioner:
      'Only {signed} of {required} root keys have signed the community’s manifest. Please have it signed by more.',
  },
  root_too_long: {
    person: 'This list of practitioners is too large for this page.',
    practitioner: 'The community’s manifest has changed more than {limit} times. Please tell the community lead.',
  },
  root_untrusted: {
    person: 'This list comes from a community that this page does not know.',
    practitioner: 'The first root keys are not those that this program was told to trust.',
  },
  statement_expired: {
    person: 'This entry is out of date.',
    practitioner: 'This statement has ended. Please sign it again.',
  },
  statement_forged: {
    person: 'This entry cannot be trusted, so it was not used.',
    practitioner: 'The signature on this statement does not fit.',
  },
  statement_invalid: {
    person: 'This entry is damaged, so it was not used.',
    practitioner: 'The field {field} of this statement does not fit.',
  },
  statement_unheeded: {
    person: 'Something in this list was said by somebody who has no say in it, and was left out.',
    practitioner:
      'Whoever signed this has no say in it: not a member, not an approver, or more introductions than there are in one epoch.',
  },
  store_unavailable: {
    person: 'This device could not keep what it should. Please try again.',
    practitioner: 'Your inbox could not be written to. Nothing is lost; please try again.',
  },
  store_unopenable: {
    person: 'What this device has kept cannot be opened with this key. Nothing was changed.',
    practitioner:
      'Your inbox cannot be opened with this key, or it was changed. Nothing was lost by trying; look for the right key.',
  },
  suite_unsupported: {
    person:
      'This practitioner uses a newer kind of key than this page can write to. Please choose another way to reach them.',
    practitioner: 'Some of these keys are of a kind this program does not know. Please open them with a newer one.',
  },
  ticket_malformed: {
    person: 'This is not the file that was saved, or not all of it.',
    practitioner: 'This is not a saved ticket, or not all of it.',
  },
  ticket_unopenable: {
    person: 'This could not be opened. Please check the words you chose.',
    practitioner: 'This ticket could not be opened with this key.',
  },
  token_awaits_referral: {
    person: 'This belongs to a message that has not arrived yet.',
    practitioner: 'This belongs to a referral that has not reached you yet. It is kept until that comes.',
  },
  token_conflict: {
    person: notYours,
    practitioner: 'Another message already came under the same number. Please do not act on this one.',
  },
  token_early: {
    person: 'The clock of this device seems to be wrong. Please set it and try again.',
    practitioner: 'This message is dated in the future. Please look at the clock of this device.',
  },
  token_expired: {
    person: 'This message has ended. You can write a new one.',
    practitioner: 'This message has ended. What was in it is no longer yours to read.',
  },
  token_malformed: {
    person: 'This message did not arrive whole. Please try the link or the code again.',
    practitioner: 'This is not a whole message. Please try the link or the code again.',
  },
  token_replayed: {
    person: 'This message was already received.',
    practitioner: 'You have already received this message.',
  },
  token_unopenable: {
    person: notYours,
    practitioner: 'This message is not for your keys, or it was changed on the way.',
  },
  token_unsupported: {
    person: 'This page cannot read this kind of message. Please reload it.',
    practitioner: 'This program is too old for this message. Please update it.',
  },
  token_withdrawn: {
    person: 'You have taken this back. Nothing more is sent.',
    practitioner: 'The person has taken this back. Nothing of it is shown.',
  },
  vocabulary_unsupported: {
    person: 'This page cannot read the words of this list. Please reload the page.',
    practitioner: 'The published list uses a vocabulary form that this program does not know. Please update it.',
  },
}
