import { sectionNames, writeLayout } from '../../../src/catalogue/layout.js'
import { concatBytes } from '../../../src/kernel/bytes.js'
import { after, days, type EpochSeconds, hours } from '../../../src/kernel/time.js'
import { cosignStatement } from '../../../src/statement/sign.js'
import { NOW } from '../catalogue.js'
import { resign, takeApart } from '../forge.js'
import {
  attempt,
  eve,
  eveRoot,
  type Hostile,
  harbour,
  publish,
  publisher,
  root,
  rotated,
  secondPublisher,
  seen,
} from './cast.js'

// Mistakes about who published a head, and when, and after which other.

const first = publish()
const second = publish({ previous: first.head })
const third = publish({ previous: second.head })
const fourth = publish({ previous: third.head })
const honest = attempt(first.bytes)
const eves = publish({ root: eveRoot, publishingKey: eve })

/** Eve's signature in the place of the publisher's, under the publisher's name. */
function forged(): Uint8Array {
  const { statement, sections, statements } = takeApart(first.bytes)
  const head = concatBytes(statement.bytes.subarray(0, -64), cosignStatement(statement, eve))
  return writeLayout(head, [...sectionNames.map((name) => sections[name]), statements])
}

/** A second story that begins where the first does. */
const otherFirst = publish({ statements: [] })
const otherSecond = publish({ statements: [], previous: otherFirst.head })
const otherThird = publish({ statements: [], previous: otherSecond.head })
const otherFourth = publish({ statements: [], previous: otherThird.head })

/** Harbour's list for one region, in which nobody of another is. */
const germanys = publish({ statements: [], region: 'DE' })

/** The highest number there is, by whoever stole the publishing key. */
const highest = 0xffff_ffff
const thiefs = attempt(publish({ statements: [], previous: { ...first.head, sequence: highest - 1 } }).bytes)
/** Ben and Chen take the stolen key out, and the list goes on from the last honest head. */
const recoveredRoot = rotated(root, { publishingKeys: [secondPublisher.publicKey] })
const recovered = publish({ root: recoveredRoot, publishingKey: secondPublisher, previous: first.head })

/** A fixed clock that nobody set. */
const early = (NOW - hours(2)) as EpochSeconds // whole seconds

export const headMistakes: readonly Hostile[] = [
  {
    attack: 'stranger',
    mistake: 'a list of a community that nobody chose',
    code: 'catalogue_untrusted',
    hostile: attempt(eves.bytes),
    honest: attempt(eves.bytes, { trust: [eve.publicKey] }),
    // Everything in it is signed, by somebody.
    naive: () => eves.entries > 0,
  },
  {
    attack: 'missing delegation',
    mistake: 'a head by a key that the manifest does not name',
    code: 'catalogue_undelegated',
    hostile: attempt(resign(first.bytes, { signer: eve })),
    honest,
  },
  {
    attack: 'missing delegation',
    mistake: 'a head by a publishing key that was taken out',
    code: 'catalogue_undelegated',
    hostile: attempt(resign(recovered.bytes, { signer: publisher })),
    honest: attempt(recovered.bytes),
  },
  {
    attack: 'forged head',
    mistake: 'a head with somebody else’s signature',
    code: 'catalogue_forged',
    hostile: attempt(forged()),
    honest,
  },
  {
    attack: 'freeze',
    mistake: 'a list that is served for ever',
    code: 'catalogue_expired',
    hostile: attempt(first.bytes, { now: after(NOW, days(14)) }),
    honest: attempt(first.bytes, { now: after(NOW, days(13)) }),
    naive: () => takeApart(first.bytes).statement.issued <= after(NOW, days(14)),
  },
  {
    attack: 'post-dating',
    mistake: 'a list from a time that has not come',
    code: 'catalogue_clock_behind',
    hostile: attempt(first.bytes, { now: early }),
    honest,
    naive: () => takeApart(first.bytes).statement.expires > early,
  },
  {
    attack: 'rollback',
    mistake: 'an older list than the one before',
    code: 'catalogue_rolled_back',
    hostile: attempt(first.bytes, { lastSeen: second.head }),
    honest: attempt(second.bytes, { lastSeen: first.head }),
    // It compares with what it holds in memory, which is nothing yet.
    naive: () => first.head.sequence >= 0,
  },
  {
    attack: 'substitution',
    mistake: 'another trusted community’s list in the place of this one',
    code: 'catalogue_foreign',
    hostile: attempt(eves.bytes, { trust: [harbour, eve.publicKey], lastSeen: first.head }),
    honest: attempt(eves.bytes, { trust: [harbour, eve.publicKey], lastSeen: eves.head }),
    naive: () => eves.head.sequence >= first.head.sequence,
  },
  {
    attack: 'wrong region',
    mistake: 'one region’s list in the place of the community’s own',
    code: 'catalogue_other_region',
    hostile: attempt(germanys.bytes),
    honest: attempt(germanys.bytes, { region: 'DE' }),
    // It is Harbour's, signed, and fresh.
    naive: () => germanys.head.community === first.head.community,
  },
  {
    attack: 'split view',
    mistake: 'two lists of one number',
    code: 'catalogue_equivocal',
    hostile: attempt(otherFirst.bytes, { lastSeen: first.head }),
    honest: attempt(first.bytes, { lastSeen: first.head }),
    naive: () => otherFirst.head.sequence >= first.head.sequence,
  },
  {
    attack: 'split view',
    mistake: 'a next list that does not follow the last one',
    code: 'catalogue_equivocal',
    hostile: attempt(otherSecond.bytes, { lastSeen: first.head }),
    honest: attempt(second.bytes, { lastSeen: first.head }),
    naive: () => otherSecond.head.sequence > first.head.sequence,
  },
  {
    attack: 'split view',
    mistake: 'two stories, and the gap between them left uncompared',
    code: 'catalogue_equivocal',
    hostile: attempt(otherFourth.bytes, {
      lastSeen: first.head,
      heads: [otherSecond.signedHead, otherThird.signedHead],
    }),
    honest: attempt(fourth.bytes, { lastSeen: first.head, heads: [second.signedHead, third.signedHead] }),
    naive: () => otherFourth.head.sequence > first.head.sequence,
  },
  {
    attack: 'broken chain',
    mistake: 'a chain with a link left out',
    code: 'catalogue_chain_broken',
    hostile: attempt(fourth.bytes, { lastSeen: first.head, heads: [third.signedHead] }),
    honest: attempt(fourth.bytes, { lastSeen: first.head, heads: [third.signedHead, second.signedHead] }),
    // It follows what it was given, and that fits.
    naive: () => third.head.sequence < fourth.head.sequence,
  },
  {
    attack: 'broken chain',
    mistake: 'a chain with a link of the other story',
    code: 'catalogue_chain_broken',
    hostile: attempt(fourth.bytes, { lastSeen: first.head, heads: [second.signedHead, otherThird.signedHead] }),
    honest: attempt(fourth.bytes, { lastSeen: first.head, heads: [second.signedHead, third.signedHead] }),
    // Numbers rise without a gap.
    naive: () => otherThird.head.sequence === third.head.sequence,
  },
  {
    attack: 'rollback past a rotation',
    mistake: 'the highest number there is, by a stolen key',
    code: 'root_rolled_back',
    hostile: attempt(thiefs.bytes, { lastSeen: seen(attempt(recovered.bytes)) }),
    // Whoever was shown the thief's list comes back.
    honest: attempt(recovered.bytes, { lastSeen: seen(thiefs) }),
    // It compares numbers alone, and is locked out for good.
    naive: () => recovered.head.sequence < seen(thiefs).sequence,
  },
]
