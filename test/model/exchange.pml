/*
 * The exchange after sealing, as a model that spin searches completely: the person's device, the practitioner's inbox,
 * and Eve, who is the carrier. `npm run model` runs it; docs/privacy/verify.md says how to read the outcome.
 *
 * The person seals a token, perhaps *more* that belongs to it, perhaps one withdrawal. The practitioner's inbox claims
 * each message, hands over what it discloses, and answers. Between any two atomic steps of the store it may crash.
 *
 * Eve decides what anybody sees of the carrier: she keeps everything that was ever sent, and hands any of it to anybody,
 * in any order, as often as she likes, under any tag, or never. There is no bound on her copies. What she can seal
 * herself, she seals: anybody can seal to a public key. She can open nothing and prove nothing.
 *
 * What is left out, and taken for perfect: the cryptography. A message opens for its recipient alone, a proof needs the
 * secret of its token, a reply opens under the key of its ticket alone. Each of these is also a fault below, to show what
 * would break without it. Counts are small: see the worlds. Days are steps of a clock that anybody may set back.
 *
 * A fault is a rule left out by -DFAULT_…; each has to break the promise that scripts/model.js names beside it.
 */

/* ---- The worlds: who there is, and how much of everything. One of them is chosen by -DWORLD_… ------------------- */

#define NOBODY 255

#if defined(WORLD_STORE)
/* One person, one practitioner with two tabs on one store, forgeries by Eve, a clock that is set back, crashes. */
#define TICKETS 1
#define PRACTITIONERS 1
#define KINDS 6
#define REPLIES 1
#define DAYS 2
#define recipient(t) 0
#define expires_on(t) 0
#elif defined(WORLD_PEOPLE)
/* Two people write to one practitioner; the token of one ends while the other's is good. */
#define TICKETS 2
#define PRACTITIONERS 1
#define KINDS 3
#define REPLIES 1
#define DAYS 2
#define recipient(t) 0
#define expires_on(t) (t)
#elif defined(WORLD_ROUND)
/* One person asks two practitioners, and withdraws from one when the acceptance of the other is taken. */
#define TICKETS 2
#define PRACTITIONERS 2
#define KINDS 3
#define REPLIES 2
#define DAYS 1
#define recipient(t) (t)
#define expires_on(t) 0
#define NO_MORE
#elif defined(WORLD_REPLIES)
/* One person, one practitioner, as many replies as matter to their order. */
#define TICKETS 1
#define PRACTITIONERS 1
#define KINDS 3
#define REPLIES 3
#define DAYS 1
#define recipient(t) 0
#define expires_on(t) 0
#elif defined(WORLD_PROGRESS)
/* One person, one practitioner, two crashes at most: what is promised in the end, not only at every moment. */
#define TICKETS 1
#define PRACTITIONERS 1
#define KINDS 3
#define REPLIES 1
#define DAYS 1
#define CRASHES 2
#define NO_REPLIES
#define recipient(t) 0
#define expires_on(t) 0
#else
#error choose a world
#endif

/* ---- Messages ------------------------------------------------------------------------------------------------- */

#define TOKEN 0
#define MORE 1
#define WITHDRAWAL 2
/* Other bytes under the id of the token. Only its own sender can make them: one that is broken, or means harm. */
#define TWIN 3
/* Sealed by Eve, who has got to know the token's id, with a proof that proves nothing. */
#define FORGED_MORE 4
#define FORGED_WITHDRAWAL 5

#define MESSAGES (TICKETS * KINDS)
#define NOTHING MESSAGES
#define message(t, kind) ((t) * KINDS + (kind))
#define ticket_of(m) ((m) / KINDS)
#define kind_of(m) ((m) % KINDS)

/* Parts of a referral, as bits. */
#define TOKEN_PART 1
#define MORE_PART 2

/* What a reply says: bits too, so that two replies under one counter can be told apart. */
#define ACCEPTED 1
#define DECLINED 2

/* What the carrier holds. Nothing ever leaves Eve's hands. */
bit sent[MESSAGES];
byte posted[TICKETS * REPLIES];
#define reply(t, counter) ((t) * REPLIES + (counter))

/* ---- The practitioner's store: what survives a crash. One record a token. --------------------------------------- */

#define UNKNOWN 0
#define CLAIMED 1
#define DELIVERED 2
#define WITHDRAWN 3

typedef Record {
  byte token;     /* UNKNOWN … WITHDRAWN */
  byte bytes;     /* the hash of the claimed bytes: TOKEN or TWIN */
  byte more;      /* UNKNOWN, CLAIMED, DELIVERED */
  byte more_of;   /* which ticket wrote what is held as more */
  byte holds;     /* the parts whose disclosure the store still holds */
  bit early_more; /* came before the token, kept until it comes or ends; nobody can check a proof before that */
  bit early_forged_more;
  bit early_withdrawal;
  bit early_forged_withdrawal;
  byte answers;   /* the counter of the next reply */
  bit outbox      /* the last reply is written and not yet posted */
}
Record record[PRACTITIONERS * TICKETS];
#define at(p, t) record[(p) * TICKETS + (t)]

byte mark[PRACTITIONERS];  /* the high-water mark of time */
byte clock[PRACTITIONERS]; /* what the device believes today is */
byte says[TICKETS * REPLIES]; /* what each written reply says */

/* ---- The person's device ---------------------------------------------------------------------------------------- */

bit withdrawn[TICKETS];
byte view[TICKETS]; /* what the person sees: 0 or what the winning reply says */
byte best[TICKETS]; /* the counter of the winning reply, and one; 0 before any */
bit consumed[TICKETS * REPLIES]; /* for a fault alone: tags that are tried no more */

/* ---- Ghosts: what happened, written down for the promises; no rule reads them. ---------------------------------- */

byte granted[TICKETS];             /* the parts that the person agreed to */
byte claims[TICKETS];              /* how often a token was claimed as new */
byte first_bytes[TICKETS];         /* the bytes that were claimed first */
byte handed_over[TICKETS];         /* the parts that the practitioner has been shown */
byte done[TICKETS];                /* the parts marked delivered after being handed over */
bit withdrawal_came[TICKETS];      /* the person's own withdrawal has reached the inbox */
byte latest[PRACTITIONERS];        /* the latest day that the inbox has ever seen */
bit answered[MESSAGES];            /* a message was worked through to an answer */
byte was_read[TICKETS * REPLIES];  /* a reply came to the device of its ticket, under its own tag */
byte looked_at = NOTHING;          /* the last message that was taken from Eve */

/* ---- The promises. Each is a fact that is true until it is broken; spin names the one that is. ------------------ */

bool one_claim = true;                /* 1: a token is claimed at most once */
bool one_content = true;              /* 1: and what is handed over is what was claimed */
bool nothing_twice = true;            /* 1: what was marked delivered is not handed over again */
bool nothing_lost = true;             /* 1: what counts as delivered was handed over */
bool only_what_was_granted = true;    /* 2 */
bool nothing_after_withdrawal = true; /* 3: nothing is handed over once a withdrawal has come */
bool erased_on_withdrawal = true;     /* 3: nor held */
bool no_answer_after_withdrawal = true; /* 3: nor answered */
bool reply_to_its_ticket = true;      /* 4 */
bool nothing_after_expiry = true;     /* 5: also when the clock is set back */
bool erased_on_expiry = true;         /* 5 */
bool both_agree = true;               /* 6: when everything has come, both sides see the same state */

/* With -DONLY=<promise> the others may break unnoticed: so a fault is held against its own promise. */
#ifdef ONLY
#define ASSERTED(promise) ONLY
#else
#define ASSERTED(promise) promise
#endif
inline require(promise, holds_now) {
  promise = (holds_now);
  assert(ASSERTED(promise))
}

/* ---- Eve ---------------------------------------------------------------------------------------------------------- */

/* She hands over any message that was ever sent, to whoever looks. */
inline eve_hands(m) {
  m = 0;
  do
  :: m < MESSAGES - 1 -> m++
  :: break
  od;
  if
  :: sent[m]
  :: else -> m = NOTHING
  fi;
  looked_at_is(m)
}
inline looked_at_is(m) {
#ifdef WORLD_PROGRESS
  looked_at = m
#else
  skip
#endif
}

/* What she hands to the person's device: any reply, or junk, under any tag. Used within one atomic step alone. */
hidden byte r;
hidden byte says_so;
hidden byte tag;
#define JUNK (TICKETS * REPLIES)
inline eve_posts() {
  r = 0;
  do
  :: r < JUNK -> r++
  :: break
  od;
  tag = 0;
  do
  :: tag < REPLIES - 1 -> tag++
  :: break
  od;
  if
  :: r == JUNK -> says_so = ACCEPTED
  :: r < JUNK && (posted[r] & ACCEPTED) -> says_so = ACCEPTED
  :: r < JUNK && (posted[r] & DECLINED) -> says_so = DECLINED
  :: r < JUNK && posted[r] == 0 -> says_so = 0
  fi
}

/* ---- The inbox: rules ------------------------------------------------------------------------------------------- */

/* A message opens for the one it was sealed to. */
#ifdef FAULT_OPENS_FOR_ANYBODY
#define opens(p, m) true
#else
#define opens(p, m) (recipient(ticket_of(m)) == (p))
#endif

#define proven(kind) ((kind) == MORE || (kind) == WITHDRAWAL)

/* Every receipt looks at the clock, moves the mark forward, never back, and erases what has ended. */
inline advance(p) {
  if
  :: clock[p] > latest[p] -> latest[p] = clock[p]
  :: else
  fi;
#ifdef FAULT_MARK_MISSING
  mark[p] = clock[p];
#else
  if
  :: clock[p] > mark[p] -> mark[p] = clock[p]
  :: else
  fi;
#endif
  erase_if_ended(p, 0);
#if TICKETS > 1
  erase_if_ended(p, 1)
#endif
}
#define ended(p, t) (mark[p] > expires_on(t))
inline erase_if_ended(p, t) {
  if
  :: ended(p, t) -> forget(p, t)
  :: else
  fi
}
inline forget(p, t) {
#ifndef FAULT_EXPIRY_ERASES_NOTHING
  at(p, t).token = UNKNOWN;
  at(p, t).bytes = 0;
  at(p, t).more = UNKNOWN;
  at(p, t).more_of = 0;
  at(p, t).holds = 0;
  at(p, t).early_more = 0;
  at(p, t).early_forged_more = 0;
  at(p, t).early_withdrawal = 0;
  at(p, t).early_forged_withdrawal = 0;
  at(p, t).answers = 0;
  at(p, t).outbox = 0;
#endif
  skip
}

/* On a withdrawal nothing that was disclosed stays, and nothing that was not yet posted goes out. */
inline withdraw_record(p, t) {
  at(p, t).token = WITHDRAWN;
#ifdef FAULT_ERASE_FORGETS_MORE
  at(p, t).holds = at(p, t).holds & MORE_PART;
#else
  at(p, t).holds = 0;
#endif
  at(p, t).more_of = 0;
#ifndef FAULT_ANSWERS_AFTER_WITHDRAWAL
  at(p, t).outbox = 0
#endif
}

#define was_shown(t, part) ((handed_over[t] & (part)) != 0)

/* The message is worked through: whoever sent it need not send it again. */
inline answer() {
  answered[m] = 1;
  m = NOTHING
}

/* A withdrawal that was there first, with a proof that the token now lets us check. */
#ifdef FAULT_WITHDRAWAL_UNPROVEN
#define withdrawn_before(p, t) (at(p, t).early_withdrawal || at(p, t).early_forged_withdrawal)
#else
#define withdrawn_before(p, t) at(p, t).early_withdrawal
#endif

inline receive_token(p, t, came) {
  if
  :: at(p, t).token == UNKNOWN -> claim_token(p, t, came)
  :: at(p, t).token == WITHDRAWN -> answer() /* token_withdrawn */
#ifdef FAULT_HASH_IGNORED
  :: at(p, t).token == CLAIMED && at(p, t).bytes != came -> at(p, t).bytes = came
#else
  :: at(p, t).token == CLAIMED && at(p, t).bytes != came -> answer() /* token_conflict */
#endif
#ifdef FAULT_CLAIMED_IS_REPLAYED
  :: at(p, t).token == CLAIMED && at(p, t).bytes == came ->
     require(nothing_lost, was_shown(t, TOKEN_PART));
     answer()
#else
  :: at(p, t).token == CLAIMED && at(p, t).bytes == came -> skip /* the same referral again */
#endif
  :: at(p, t).token == DELIVERED && at(p, t).bytes != came -> answer() /* token_conflict */
  :: at(p, t).token == DELIVERED && at(p, t).bytes == came -> /* token_replayed */
     require(nothing_lost, was_shown(t, TOKEN_PART));
     answer()
  fi
}

inline claim_token(p, t, came) {
  require(nothing_after_expiry, latest[p] <= expires_on(t));
  require(one_claim, claims[t] == 0);
  if
  :: claims[t] == 0 -> first_bytes[t] = came
  :: else
  fi;
  claims[t] = 1;
  at(p, t).bytes = came;
  if
  :: withdrawn_before(p, t) ->
     withdraw_record(p, t);
     forget_early(p, t);
     answer() /* token_withdrawn */
  :: else ->
#ifdef FAULT_DELIVERED_BEFORE_HANDED_OVER
     at(p, t).token = DELIVERED;
#else
     at(p, t).token = CLAIMED;
#endif
     at(p, t).holds = at(p, t).holds | TOKEN_PART;
     count_early_more(p, t);
     forget_early(p, t)
  fi
}

/* What came before the token is checked against it now: what is proven counts, what is not is thrown away. */
inline count_early_more(p, t) {
  if
  :: at(p, t).early_more -> claim_more(p, t, t)
  :: else
  fi;
#ifdef FAULT_MORE_UNPROVEN
  if
  :: at(p, t).early_forged_more -> claim_more(p, t, NOBODY)
  :: else
  fi
#endif
}
inline claim_more(p, t, author) {
  at(p, t).more = CLAIMED;
  at(p, t).more_of = author;
  at(p, t).holds = at(p, t).holds | MORE_PART
}
inline forget_early(p, t) {
  at(p, t).early_more = 0;
  at(p, t).early_forged_more = 0;
  at(p, t).early_withdrawal = 0;
  at(p, t).early_forged_withdrawal = 0
}

inline receive_more(p, t, kind, author) {
  if
  :: at(p, t).token == UNKNOWN -> keep_early_more(p, t, kind)
#ifdef FAULT_MORE_AFTER_WITHDRAWAL
  :: at(p, t).token == WITHDRAWN && at(p, t).more == UNKNOWN && proven(kind) -> claim_more(p, t, author)
#endif
  :: at(p, t).token == WITHDRAWN -> answer() /* token_withdrawn */
  :: (at(p, t).token == CLAIMED || at(p, t).token == DELIVERED) ->
     if
#ifdef FAULT_MORE_UNPROVEN
     :: !proven(kind) && at(p, t).more == UNKNOWN -> claim_more(p, t, NOBODY)
     :: !proven(kind) && at(p, t).more != UNKNOWN -> answer()
#else
     :: !proven(kind) -> answer() /* somebody else's: nothing comes of it */
#endif
     :: proven(kind) && at(p, t).more == UNKNOWN -> claim_more(p, t, author)
     :: proven(kind) && at(p, t).more == CLAIMED -> skip /* the same again */
     :: proven(kind) && at(p, t).more == DELIVERED -> /* token_replayed */
        require(nothing_lost, was_shown(t, MORE_PART));
        answer()
     fi
  fi
}
inline keep_early_more(p, t, kind) {
#ifndef FAULT_EARLY_MORE_DROPPED
  if
  :: kind == MORE ->
     at(p, t).early_more = 1;
     at(p, t).holds = at(p, t).holds | MORE_PART
  :: else -> at(p, t).early_forged_more = 1
  fi;
#endif
  answer()
}

inline receive_withdrawal(p, t, kind) {
  if
  :: kind == WITHDRAWAL -> withdrawal_came[t] = 1
  :: else
  fi;
  if
  :: at(p, t).token == UNKNOWN -> keep_early_withdrawal(p, t, kind)
#ifdef FAULT_WITHDRAWAL_UNPROVEN
  :: at(p, t).token != UNKNOWN -> withdraw_record(p, t)
#else
  :: at(p, t).token != UNKNOWN && proven(kind) -> withdraw_record(p, t)
  :: at(p, t).token != UNKNOWN && !proven(kind) -> skip /* somebody else's */
#endif
  fi;
  answer()
}
/* Kept until the token comes or ends. Each one that comes is kept: a place for one only could be taken by a forgery. */
inline keep_early_withdrawal(p, t, kind) {
  if
#ifdef FAULT_EARLY_WITHDRAWAL_DROPPED
  :: true
#endif
#ifdef FAULT_EARLY_PLACE_FOR_ONE
  :: at(p, t).early_forged_withdrawal || at(p, t).early_withdrawal
  :: !at(p, t).early_forged_withdrawal && kind == WITHDRAWAL -> at(p, t).early_withdrawal = 1
  :: !at(p, t).early_withdrawal && kind == FORGED_WITHDRAWAL -> at(p, t).early_forged_withdrawal = 1
#else
#ifndef FAULT_EARLY_WITHDRAWAL_DROPPED
  :: kind == WITHDRAWAL -> at(p, t).early_withdrawal = 1
  :: kind == FORGED_WITHDRAWAL -> at(p, t).early_forged_withdrawal = 1
#endif
#endif
  fi
}

/* The first step of a receipt: one atomic change of the store, durable when it is done. */
inline receive(p, t, kind) {
  advance(p);
  if
#ifndef FAULT_EXPIRY_UNCHECKED
  :: ended(p, t) -> answer() /* token_expired */
  :: else ->
#else
  :: true ->
#endif
     if
     :: kind == TOKEN || kind == TWIN -> receive_token(p, t, kind)
#ifdef FAULT_MORE_OF_ANOTHER_TICKET
     :: kind == MORE && at(p, 1 - t).token == CLAIMED -> receive_more(p, 1 - t, kind, t)
#endif
     :: kind == MORE || kind == FORGED_MORE -> receive_more(p, t, kind, t)
     :: kind == WITHDRAWAL || kind == FORGED_WITHDRAWAL -> receive_withdrawal(p, t, kind)
     fi
  fi
}

/* The second step: the practitioner is shown what the record holds now and is not yet marked, whichever message asked:
   the token and the more that came before it go together. What another tab has withdrawn, erased or finished meanwhile is
   not in it. */
#define part_if(condition, part) ((condition) -> (part) : 0)
#if defined(FAULT_HANDED_OVER_UNCHECKED)
#define to_show(p, t, kind) part_if((kind) == MORE, MORE_PART) | part_if((kind) == TOKEN, TOKEN_PART)
#elif defined(FAULT_MORE_LEFT_BEHIND)
#define to_show(p, t, kind) \
  part_if((kind) != MORE && at(p, t).token == CLAIMED, TOKEN_PART) | \
  part_if((kind) == MORE && at(p, t).token != WITHDRAWN && at(p, t).more == CLAIMED, MORE_PART)
#elif defined(FAULT_MORE_AFTER_WITHDRAWAL)
#define to_show(p, t, kind) part_if(at(p, t).token == CLAIMED, TOKEN_PART) | part_if(at(p, t).more == CLAIMED, MORE_PART)
#else
#define to_show(p, t, kind) \
  part_if(at(p, t).token == CLAIMED, TOKEN_PART) | \
  part_if(at(p, t).token != WITHDRAWN && at(p, t).more == CLAIMED, MORE_PART)
#endif
inline hand_over(p, t, kind) {
  showing = to_show(p, t, kind);
  if
  :: showing == 0 -> answer()
  :: else ->
     require(only_what_was_granted, recipient(t) == p && (showing & ~granted[t]) == 0 &&
       (!(showing & MORE_PART) || at(p, t).more_of == t));
     require(nothing_after_withdrawal, !withdrawal_came[t]);
     require(one_content, !(showing & TOKEN_PART) || at(p, t).bytes == first_bytes[t]);
     require(nothing_twice, (showing & done[t]) == 0);
     handed_over[t] = handed_over[t] | showing
  fi
}

/* The third step: what was shown is marked as delivered, unless it was withdrawn or has ended meanwhile. */
inline finish(p, t) {
#ifndef FAULT_NEVER_MARKED
  if
  :: (showing & TOKEN_PART) && at(p, t).token == CLAIMED -> at(p, t).token = DELIVERED
  :: else
  fi;
  if
  :: (showing & MORE_PART) && at(p, t).more == CLAIMED -> at(p, t).more = DELIVERED
  :: else
  fi;
#endif
  done[t] = done[t] | showing;
  showing = 0;
  answer()
}

/* A crash takes what the process knew, and leaves what is in the store. */
inline crash(p) {
#if defined(FAULT_CLAIM_IN_MEMORY)
  if
  :: at(p, 0).token == CLAIMED -> forget(p, 0)
  :: else
  fi;
#elif defined(FAULT_MARK_IN_MEMORY)
  mark[p] = 0;
#endif
  showing = 0;
  m = NOTHING
}

/* ---- The roles ------------------------------------------------------------------------------------------------------ */

#ifdef CRASHES
byte crashes;
#define may_crash (crashes < CRASHES)
#define count_crash crashes++
#else
#define may_crash true
#define count_crash skip
#endif

/* One tab or process that works through messages on the store of practitioner p. */
proctype Inbox(byte p) {
  byte m = NOTHING; /* the message in hand */
  byte showing;     /* the parts that were handed over and are not yet marked */
end:
  do
  :: atomic {
       m == NOTHING -> eve_hands(m);
       if
       :: m == NOTHING
       :: m != NOTHING && !opens(p, m) -> m = NOTHING /* token_unopenable */
       :: m != NOTHING && opens(p, m) -> receive(p, ticket_of(m), kind_of(m))
       fi
     }
  :: atomic { m != NOTHING && showing == 0 -> hand_over(p, ticket_of(m), kind_of(m)) }
  :: atomic { m != NOTHING && showing != 0 -> finish(p, ticket_of(m)) }
  :: atomic { m != NOTHING && may_crash -> count_crash; crash(p) }
  od
}

/* Whoever has a referral may answer it. */
#ifdef FAULT_ANSWERS_AFTER_WITHDRAWAL
#define answerable(p, t) (at(p, t).token == DELIVERED || at(p, t).token == WITHDRAWN)
#else
#define answerable(p, t) (at(p, t).token == DELIVERED)
#endif
#define may_answer(p, t) (answerable(p, t) && !at(p, t).outbox && at(p, t).answers < REPLIES)
inline write_reply(p, t) {
  require(no_answer_after_withdrawal, !withdrawal_came[t]);
  if
  :: says[reply(t, at(p, t).answers)] = ACCEPTED
  :: says[reply(t, at(p, t).answers)] = DECLINED
  fi;
  at(p, t).answers = at(p, t).answers + 1;
  at(p, t).outbox = 1
}

/* Answers to ticket t. The reply and its counter are in the store before anything is posted. A crash in between changes
   nothing: what the outbox holds is posted later, the same bytes, and the same bytes twice are what Eve makes anyhow. */
proctype Practitioner(byte t) {
end:
  do
  :: atomic {
       may_answer(recipient(t), t) -> write_reply(recipient(t), t)
     }
  :: atomic {
       at(recipient(t), t).outbox ->
       posted[reply(t, at(recipient(t), t).answers - 1)] = posted[reply(t, at(recipient(t), t).answers - 1)] |
         says[reply(t, at(recipient(t), t).answers - 1)];
       at(recipient(t), t).outbox = 0
     }
#ifdef FAULT_COUNTER_IN_MEMORY
     /* The reply went out, the counter did not get to the disk. */
  :: atomic {
       at(recipient(t), t).answers > 0 && !at(recipient(t), t).outbox ->
       at(recipient(t), t).answers = at(recipient(t), t).answers - 1
     }
#endif
  od
}
/* Sets the clock of practitioner p forward and back. */
proctype Clock(byte p) {
end:
  do
  :: clock[p] < DAYS - 1 -> clock[p]++
  :: clock[p] > 0 -> clock[p]--
  od
}

inline seal_withdrawal(u) {
  withdrawn[u] = 1;
#ifdef FAULT_ROUND_FORGETS_ONE
  if
  :: u != t
  :: else -> sent[message(u, WITHDRAWAL)] = 1
  fi;
#else
  sent[message(u, WITHDRAWAL)] = 1;
#endif
#ifndef FAULT_REPLY_REVIVES
  view[u] = 0;
  best[u] = 0
#endif
}

/* The device tries whatever lies under a tag of its ticket. What does not open changes nothing. */
#ifdef FAULT_REPLY_KEY_UNBOUND
#define opens_reply(t) (r < JUNK)
#else
#ifdef FAULT_TAG_BELIEVED
#define opens_reply(t) (r == JUNK || r / REPLIES == (t))
#else
#define opens_reply(t) (r < JUNK && r / REPLIES == (t))
#endif
#endif
inline read_reply(t) {
  if
  :: r < JUNK && r / REPLIES == t && r % REPLIES == tag -> was_read[r] = was_read[r] | says_so
  :: else
  fi;
  if
  :: says_so != 0 && !consumed[reply(t, tag)] && opens_reply(t) ->
     require(reply_to_its_ticket, r < JUNK && r / REPLIES == t);
     fold(t)
#ifdef FAULT_FAILURE_CONSUMES
  :: says_so != 0 && !opens_reply(t) -> consumed[reply(t, tag)] = 1
#endif
  :: else
  fi;
  r = 0;
  tag = 0;
  says_so = 0
}
/* The state is a fold over the replies seen, whatever their order: the highest counter wins, and the person's own
   withdrawal is above them all. The counter is the signed one inside, not that of the tag it was found under. */
#ifdef FAULT_COUNTER_OF_THE_TAG
#define counter_read (tag + 1)
#else
#define counter_read (r % REPLIES + 1)
#endif
#ifdef FAULT_LAST_COME_WINS
#define wins(t) true
#else
#define wins(t) (counter_read > best[t])
#endif
inline fold(t) {
  if
#ifdef FAULT_REPLY_REVIVES
  :: wins(t) -> withdrawn[t] = 0;
#else
  :: wins(t) && !withdrawn[t] ->
#endif
     best[t] = counter_read;
     view[t] = says_so
  :: else
  fi
}

/* The person with ticket t: seals, shares more, withdraws. */
proctype Person(byte t) {
  atomic {
    granted[t] = TOKEN_PART;
    sent[message(t, TOKEN)] = 1
  };
end:
  do
#if KINDS > 3
  :: atomic { !sent[message(t, TWIN)] -> sent[message(t, TWIN)] = 1 }
#endif
#ifndef NO_MORE
  :: atomic {
       !withdrawn[t] && !sent[message(t, MORE)] ->
#ifndef FAULT_MORE_SEALED_UNGRANTED
       granted[t] = granted[t] | MORE_PART;
#endif
       sent[message(t, MORE)] = 1
     }
#endif
  :: atomic { !withdrawn[t] -> seal_withdrawal(t) }
#ifndef NO_REPLIES
  :: atomic { eve_posts(); read_reply(t) }
#endif
#ifdef WORLD_ROUND
     /* The acceptance that is taken withdraws the other enquiry in the same tap. */
  :: atomic { view[t] == ACCEPTED && !withdrawn[t] && !withdrawn[1 - t] -> seal_withdrawal(1 - t) }
#endif
  od
}
/* ---- What has to hold at every moment ------------------------------------------------------------------------------- */

#define came(t, kind) (!sent[message(t, kind)] || answered[message(t, kind)])
#if KINDS > 3
#define twin_came(t) came(t, TWIN)
#else
#define twin_came(t) true
#endif
#define all_came(t) \
  (sent[message(t, TOKEN)] && came(t, TOKEN) && twin_came(t) && came(t, MORE) && came(t, WITHDRAWAL) && \
   !at(recipient(t), t).outbox && all_read(t))
#define one_read(t, n) (posted[reply(t, n)] == was_read[reply(t, n)])
#if REPLIES == 1
#define all_read(t) one_read(t, 0)
#elif REPLIES == 2
#define all_read(t) (one_read(t, 0) && one_read(t, 1))
#else
#define all_read(t) (one_read(t, 0) && one_read(t, 1) && one_read(t, 2))
#endif

/* The table of states: a withdrawal is above all else, then the last reply; and all that was shared has been shown. */
#define replied(t) at(recipient(t), t).answers
#define same_reply(t) \
  ((replied(t) == 0 && view[t] == 0) || (replied(t) > 0 && view[t] == says[reply(t, replied(t) - 1)]))
#define all_shown(t) \
  (at(recipient(t), t).token == DELIVERED && (!sent[message(t, MORE)] || at(recipient(t), t).more == DELIVERED))
#define both_withdrawn(t) (withdrawn[t] && at(recipient(t), t).token == WITHDRAWN)
#define both_open(t) (!withdrawn[t] && all_shown(t) && same_reply(t))
#define agree(t) ((sent[message(t, WITHDRAWAL)] && both_withdrawn(t)) || (!sent[message(t, WITHDRAWAL)] && both_open(t)))

inline look_at(t) {
  require(erased_on_withdrawal, !(withdrawal_came[t] && at(recipient(t), t).token != UNKNOWN &&
    at(recipient(t), t).holds != 0));
  require(erased_on_expiry, !(latest[recipient(t)] > expires_on(t) && at(recipient(t), t).holds != 0));
  if
  :: all_came(t) && latest[recipient(t)] <= expires_on(t) -> require(both_agree, agree(t))
  :: else
  fi
}
proctype Reviewer() {
end:
  do
  :: d_step { look_at(0) }
#if TICKETS > 1
  :: d_step { look_at(1) }
#endif
  od
}

init {
  atomic {
#if KINDS > 3
    sent[message(0, FORGED_MORE)] = 1;
    sent[message(0, FORGED_WITHDRAWAL)] = 1;
#endif
    run Person(0);
#ifndef NO_REPLIES
    run Practitioner(0);
#endif
    run Inbox(0);
#ifdef WORLD_STORE
    run Inbox(0);
#endif
#if TICKETS > 1
    run Person(1);
    run Practitioner(1);
#endif
#if PRACTITIONERS > 1
    run Inbox(1);
#endif
#if DAYS > 1
    run Clock(0);
#endif
#ifndef WORLD_PROGRESS
    run Reviewer()
#endif
  }
}

/* What is promised in the end: where Eve hands over the token again and again, and nothing crashes for ever, a claimed
   referral is handed over, or withdrawn. */
#ifdef WORLD_PROGRESS
ltl delivered_in_the_end {
  ([] <> (looked_at == message(0, TOKEN))) ->
    [] ((at(0, 0).token == CLAIMED) -> <> (at(0, 0).token == DELIVERED || at(0, 0).token == WITHDRAWN))
}
#endif
