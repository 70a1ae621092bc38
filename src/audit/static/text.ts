import { countFacts, type StaticReport } from './audit-static.js'

/** The most findings and unread files that a terminal shows; the data has all of them. */
export const MAX_LISTED = 40

/**
 * What built files can reach, for a terminal.
 *
 * @param report - of a folder.
 * @returns lines; findings first, then what each file can reach, then what could not be told.
 * Privacy: public in, public out.
 * Cost: O(facts). @since 0.2
 */
export function staticText({ facts, files, unread, isWhole, findings, cannotSee }: StaticReport): string {
  const counts = countFacts(facts).flatMap(({ group, found }) => [
    `${group}:`,
    ...found.flatMap(({ capability, count }) => {
      const first = facts.find((one) => one.group === group && one.capability === capability)
      const where = first === undefined ? '' : `  ${first.path}:${first.line}  ${first.how}`
      return [`  ${capability}, ${count === 1 ? 'once' : `${count} times, first`}`, `  ${where}`]
    }),
  ])
  const missing = unread.slice(0, MAX_LISTED).map((one) => `  ${one.path}`)
  return [
    `${files.length} files were read${isWhole ? '' : ', and not all to their end: an absence says nothing'}.`,
    ...(missing.length === 0 ? [] : ['Not read to their end:', ...missing]),
    ...findings.slice(0, MAX_LISTED).map(({ says, place }) => {
      return `- ${place.at === 'file' ? `${place.path}:${place.line}: ` : ''}${says}`
    }),
    ...(findings.length > MAX_LISTED ? [`and ${findings.length - MAX_LISTED} more`] : []),
    ...counts,
    `What this cannot see: ${cannotSee.length} kinds of things, listed with --json.`,
  ].join('\n')
}
