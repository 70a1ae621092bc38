import { metricNames, metricOf } from '../../src/measurement/metric-table.js'
import { personMetrics } from '../../src/measurement/person-ledger.js'

const code = (names: readonly string[]) => names.map((name) => `\`${name}\``).join(' ')

/** What docs/reference/metrics.md says: the tables of the code, and nothing of its own. */
export function metricsPage(): string {
  const rows = metricNames.map((name) => {
    const { question, unit, counted, windowDays, form, cells } = metricOf(name)
    return `| \`${name}\` | ${question} | ${unit} | ${counted} | ${windowDays} | ${form} | ${code(cells)} |`
  })
  const edges = metricNames.flatMap((name) => [
    `**\`${name}\`**`,
    '',
    ...metricOf(name).edges.map((edge) => `- ${edge}`),
    '',
  ])
  const own = Object.entries(personMetrics).map(([name, cells]) => `| \`${name}\` | ${code(cells)} |`)
  return `# Metrics

Everything that \`entrenous/measurement\` counts. Written from \`src/measurement/metric-table.ts\`; a test compares the two.
An epoch is eight weeks (56 days) long and counted from 1970-01-01; days are UTC days. What happens up to *window* days later still counts, and before
that nobody counts: so an epoch is counted once, and no two epochs count anybody twice. How many may be shown: [measurement](../guides/measurement.md).

| metric | question | unit | counted | window, days | form | cells |
|---|---|---|---|---:|---|---|
${rows.join('\n')}

A \`rate\` has two cells, yes and no. The cells of an \`ordered\` metric have a middle. Those of \`kinds\` have none.

## Decided where it could be decided otherwise

${edges.join('\n')}
## Held by the person alone

Kept on the person's device as the one cell that holds now (\`entrenous/person-ledger\`), and said only as a randomised response; \`intent\`, the one question of an event, is not said at all.

| metric | cells |
|---|---|
${own.join('\n')}

Not measured at all: page views, ways through a site, ratings, income, how anybody felt.
`
}
