import type { FindingRule, NoteRule, Verdict } from '../finding.js'
import type { Method, Phase } from '../recording.js'

/** What a word of a verdict means to somebody who is no programmer. */
export type Explained = {
  /** A heading. */
  readonly title: string
  /** What it means, in one or two sentences. */
  readonly means: string
  /** What to do about it. */
  readonly remedy: string
}

/** Every word of a verdict, in the order in which a report lists them. */
export const explained: Readonly<Record<FindingRule | NoteRule, Explained>> = {
  'canary-leak': {
    title: 'A planted answer got out or was left behind',
    means:
      'The audit types made-up answers that occur nowhere else. One of them was found, in plain or encoded form, in something that left the browser in a way that nobody consented to, or in something that stays on the device.',
    remedy: 'Find what sends or keeps it, and take the answer out of it.',
  },
  'egress-before-consent': {
    title: 'Something left before consent',
    means:
      'Between the first answer and the click that consents nothing may leave, whatever is in it: that something leaves, and when, can tell what was answered.',
    remedy: 'Fetch what the form needs before its first question, and send nothing until the click.',
  },
  interference: {
    title: 'What leaves depends on answers that were not shared',
    means:
      'Two visits were made that differ only in answers nobody consented to share. What left, or what was kept, differed: so somebody who sees it learns something about those answers.',
    remedy: 'Make what is sent and kept the same for everybody, in kind, number, order, length and time.',
  },
  'undeclared-flow': {
    title: 'A flow that nobody declared',
    means:
      'Something left that the declaration of data flows (data-flow.json) does not name, or at a time for which it is not declared.',
    remedy: 'Remove it, or declare it with its purpose and what it shows.',
  },
  'undeclared-field': {
    title: 'A declared flow carried an answer that it does not name',
    means: 'The person consented to share the answer, but the declaration of this flow does not list it.',
    remedy: 'Name the field in the flow, or leave it out of what is sent.',
  },
  'over-count': {
    title: 'A declared flow left too often',
    means:
      'The flow left more often in one visit than its declaration allows. How often something leaves can tell what was answered.',
    remedy: 'Send it once, or declare the number that is really needed.',
  },
  'size-off-bucket': {
    title: 'A length that is not declared',
    means:
      'What left or was kept has a length that is not among the declared ones. Lengths can tell what was answered.',
    remedy: 'Fill it up to a declared length.',
  },
  'at-rest-undeclared': {
    title: 'Something is kept that nobody declared',
    means:
      'After the page was left something stays in the browser that the declaration does not name. Whoever uses the device next may find it.',
    remedy: 'Do not keep it, or declare what it is and how long it stays.',
  },
  'embedding-gap': {
    title: 'The page leaves a way out open',
    means:
      'A header or policy that the recommended embedding has is missing, so that a fault in the form would not be held back by the browser.',
    remedy: 'Set the header or policy that is named.',
  },
  'declared-not-seen': {
    title: 'Declared, and not seen',
    means:
      'The declaration names something that did not occur in these visits. That is no fault; it was not tested either.',
    remedy: 'Drive the page to where it occurs, or take it out of the declaration.',
  },
  'untested-channel': {
    title: 'Not tested, or not in full',
    means: 'Some way out could not be watched or compared in these visits.',
    remedy: 'Read the reason; where it matters, repeat the audit on a machine where it can be watched.',
  },
  inconclusive: {
    title: 'Nothing can be said',
    means: 'The visits do not allow a conclusion, for the reason given. An inconclusive audit is not a clean one.',
    remedy: 'Remove the reason and repeat.',
  },
}

/** The headline of a report for each verdict. It never says that nothing leaks: an audit can only say what it saw. */
export const verdictWords: Readonly<Record<Verdict, { readonly headline: string; readonly means: string }>> = {
  'no interference observed': {
    headline: 'No interference observed, on these channels, in this browser, for these pairs',
    means:
      'Within what was tested, no planted answer was found where consent had not put it, and visits that differ only in answers that were not shared sent the same things. Another browser, another version of the page, other answers or a way out that was not watched may behave differently; what was not tested is listed below.',
  },
  findings: {
    headline: 'Findings: something for a reviewer to look at',
    means:
      'The audit saw what it is made to find. Each finding below names the place, what was seen there, and what to do. What was not tested is listed as well.',
  },
  inconclusive: {
    headline: 'Inconclusive: nothing can be said',
    means:
      'The audit could not see or compare enough. This is not a clean result. The reasons are below; remove them and repeat the audit.',
  },
}

/** The times of a visit, as the head of a table row. */
export const phaseTitles: Readonly<Record<Phase, string>> = {
  opening: 'before the first answer',
  intake: 'between first answer and consent',
  consented: 'after consent',
  left: 'after the page was left',
}

/** The ways of seeing, for somebody who knows none of them. */
export const methodWords: Readonly<Record<Method, string>> = {
  protocol: 'the browser’s debugging protocol',
  'net-log': 'the browser’s network log',
  servers: 'servers of the audit, which stand wherever the page turns to',
  names: 'a name server of the audit',
  state: 'what the browser holds, before and after',
}

/** What no audit of this kind tests, however well it went. */
export const neverTested: readonly string[] = [
  'Other browsers and other versions of this one; private windows; add-ons.',
  'Other answers than those that were tried, and ways through the form that were not taken.',
  'What a server does with what it is meant to receive.',
  'What a page could do on another day: a server may send other code tomorrow, or to other people.',
  'Ways out of the browser that are not the network or its stores: the load of the machine, its power, its screen, other programs.',
  'The tab’s icon, web manifests, notifications, and pages fetched in advance, which a browser without a window does not fetch.',
  'Who sees that the page was visited at all, from which address and at what time.',
]
