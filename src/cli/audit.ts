import { readFileSync, writeFileSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { audit } from '../audit/audit.js'
import type { AuditOptions } from '../audit/audit-options.js'
import { type DataFlow, readDataFlow } from '../audit/declared/data-flow.js'
import type { Fault, Outcome } from '../audit/fault.js'
import type { Finding } from '../audit/finding.js'
import { MAX_PAIRS } from '../audit/plan.js'
import { recordForm } from '../audit/record-form.js'
import { reportHtml } from '../audit/report/html.js'
import { type AuditReport, reportJson } from '../audit/report/report.js'
import { reportSarif } from '../audit/report/sarif.js'
import { reportText } from '../audit/report/text.js'
import { auditStatic } from '../audit/static/audit-static.js'
import { fetchPage } from '../audit/static/fetch-page.js'
import { judgeHeaders } from '../audit/static/headers.js'
import { staticText } from '../audit/static/text.js'
import { type Call, type Command, done, refuse, type Step } from './command.js'
import { packageVersion } from './version.js'

/** What was found, and what could not be said: the exit codes besides 0. */
const EXIT_FOUND = 1
const EXIT_INCONCLUSIVE = 2

/** `entrenous audit`: evidence for privacy reviewers. */
export const auditCommand: Command = {
  name: 'audit',
  summary: 'Watch what a page sends and keeps while made-up answers are typed into it.',
  positionals: [{ name: 'page', text: 'an address, or a built folder' }],
  options: {
    flow: {
      type: 'string',
      value: 'file',
      text: 'how the form is gone through: flow.json, or a script that ends in .js or .mjs',
    },
    record: { type: 'boolean', text: 'look at the page and write a draft of such a flow to stdout' },
    'data-flow': { type: 'string', value: 'file', text: 'what the integration declares: data-flow.json' },
    destination: {
      type: 'string',
      multiple: true,
      value: 'role=origin',
      text: 'where a role of the declaration is in this test',
    },
    reach: {
      type: 'string',
      multiple: true,
      value: 'origin',
      text: 'another origin that the page needs; nothing else is reached',
    },
    pairs: {
      type: 'string',
      value: 'number',
      text: `how many visits with other answers, 1 to ${MAX_PAIRS}; 2 unless told`,
    },
    html: { type: 'string', value: 'file', text: 'write the report for people, one page without scripts' },
    sarif: { type: 'string', value: 'file', text: 'write the report for code scanning' },
    json: { type: 'string', value: 'file', text: 'write the whole report as data' },
    static: { type: 'boolean', text: 'start no browser: read a built folder, or the headers of an address' },
    browser: { type: 'string', value: 'file', text: 'the Chromium to use; looked for unless told' },
    seconds: { type: 'string', value: 'number', text: 'the time for all of it; 120 unless told' },
  },
  about: [
    'Our own intake needs no --flow. Exit code 0: nothing was observed; 1: something was found; 2: nothing can be said,',
    'because a browser did not start, a page did not react or two equal visits differed. Answers are made up and masked.',
  ].join(' '),
  run: (call) => (call.flag('static') ? lookAtFiles(call) : call.flag('record') ? record(call) : watch(call)),
}

const pageOf = ({ positionals }: Call): string => positionals[0] ?? ''

function inconclusive({ code, says, remedy }: Fault): Step<never> {
  return refuse(code, `${says}\n${remedy}`, {}, EXIT_INCONCLUSIVE)
}

const unreadable = (option: string): Step<never> =>
  refuse('file_unreadable', `The file of --${option} cannot be read.`, {}, EXIT_INCONCLUSIVE)

const unwritable = (option: string): Step<never> =>
  refuse('file_unwritable', `The file of --${option} cannot be written.`, {}, EXIT_INCONCLUSIVE)

/** The text of the file that an option names: undefined where the option is not there, null where the file is not. */
function textOf(call: Call, option: string): string | null | undefined {
  const path = call.option(option)
  if (path === undefined) return undefined
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}

async function watch(call: Call): Promise<Step<object>> {
  const flowFile = call.option('flow')
  const isScript = flowFile !== undefined && /\.m?js$/.test(flowFile)
  const flow = isScript ? undefined : textOf(call, 'flow')
  const script: object | undefined = isScript
    ? await import(pathToFileURL(resolve(flowFile)).href).catch(() => ({}))
    : undefined
  const dataFlow = textOf(call, 'data-flow')
  if (flow === null) return unreadable('flow')
  if (dataFlow === null) return unreadable('data-flow')
  const destinations = destinationsOf(call)
  const numbers = numbersOf(call)
  if (destinations === undefined || numbers === undefined) return misunderstood()
  const { terminal } = call
  const options: AuditOptions = {
    ...numbers,
    destinations,
    reach: call.options('reach'),
    version: packageVersion(),
    repeat: repeatOf(call),
    onProgress: (line) => terminal.note(line),
    ...(flow !== undefined && { flow }),
    ...(script !== undefined && { script }),
    ...(dataFlow !== undefined && { dataFlow, dataFlowFile: basename(call.option('data-flow') ?? '') }),
    ...(call.option('browser') !== undefined && { browser: call.option('browser') ?? '' }),
  }
  const audited = await audit(pageOf(call), options)
  if (!audited.ok) return inconclusive(audited.fault)
  const report = audited.value
  const unwritten = writeReports(call, report)
  if (unwritten !== undefined) return unwritten
  terminal.say(reportText(report).trimEnd())
  return exitOf(report)
}

function exitOf({ verdict, findings }: AuditReport): Step<object> {
  const facts = { verdict, findings: findings.length }
  if (verdict === 'no interference observed') return done(facts)
  return { ...done(facts), exit: verdict === 'findings' ? EXIT_FOUND : EXIT_INCONCLUSIVE }
}

function writeReports(call: Call, report: AuditReport): Step<never> | undefined {
  const forms = { html: reportHtml, sarif: reportSarif, json: reportJson }
  for (const [option, write] of Object.entries(forms)) {
    const path = call.option(option)
    if (path !== undefined && !written(path, write(report))) {
      return unwritable(option)
    }
  }
  return undefined
}

function written(path: string, text: string): boolean {
  try {
    writeFileSync(path, text)
    return true
  } catch {
    return false
  }
}

const misunderstood = (): Step<never> =>
  refuse(
    'option_invalid',
    `--destination is role=origin, --pairs a whole number from 1 to ${MAX_PAIRS}, --seconds one from 10.`,
    {},
    EXIT_INCONCLUSIVE,
  )

function destinationsOf(call: Call): Readonly<Record<string, string>> | undefined {
  const pairs = call.options('destination').map((one) => /^([^=]+)=(https?:\/\/.+)$/.exec(one)?.slice(1))
  const isWhole = pairs.every((pair) => pair !== undefined)
  return isWhole ? Object.fromEntries(pairs.map((pair) => [pair?.[0] ?? '', pair?.[1] ?? ''])) : undefined
}

function numbersOf(call: Call): Pick<AuditOptions, 'pairs' | 'deadline'> | undefined {
  const pairs = Number(call.option('pairs') ?? 2)
  const seconds = Number(call.option('seconds') ?? 120)
  const areFit = Number.isInteger(pairs) && pairs >= 1 && pairs <= MAX_PAIRS && seconds >= 10
  return areFit ? { pairs, deadline: seconds * 1000 } : undefined
}

/** As it was typed, without where reports were written to. */
function repeatOf(call: Call): string {
  const named = ['flow', 'data-flow', 'pairs'].flatMap((option) => {
    const value = call.option(option)
    return value === undefined ? [] : [`--${option} ${value}`]
  })
  const several = ['destination', 'reach'].flatMap((option) =>
    call.options(option).map((value) => `--${option} ${value}`),
  )
  return ['npx entrenous audit', pageOf(call), ...named, ...several].join(' ')
}

async function record(call: Call): Promise<Step<object>> {
  const browser = call.option('browser')
  const drafted = await recordForm(pageOf(call), {
    reach: call.options('reach'),
    ...(browser !== undefined && { browser }),
  })
  if (!drafted.ok) return inconclusive(drafted.fault)
  call.terminal.say(JSON.stringify(drafted.value, undefined, 2))
  return done({ flow: drafted.value })
}

type Looked = {
  readonly findings: readonly Finding[]
  readonly text: string
  readonly data: object
  readonly isWhole: boolean
}

async function lookAtFiles(call: Call): Promise<Step<object>> {
  const page = pageOf(call)
  const dataFlow = textOf(call, 'data-flow')
  if (dataFlow === null) return unreadable('data-flow')
  const declared = dataFlow === undefined ? undefined : readDataFlow(dataFlow)
  if (declared?.ok === false) return inconclusive(declared.fault)
  const looked = /^https?:\/\//.test(page) ? await headersAt(page) : await filesIn(page, declared?.value)
  if (!looked.ok) return inconclusive(looked.fault)
  const { findings, text, data, isWhole } = looked.value
  const path = call.option('json')
  if (path !== undefined && !written(path, `${JSON.stringify(data, undefined, 2)}\n`)) return unwritable('json')
  call.terminal.say(text)
  if (findings.length > 0) return { ...done(data), exit: EXIT_FOUND }
  return isWhole ? done(data) : { ...done(data), exit: EXIT_INCONCLUSIVE }
}

/** The headers of a page, as of one that stands in the frame that is recommended. */
async function headersAt(url: string): Promise<Outcome<Looked>> {
  const page = await fetchPage(url, {
    sandbox: 'allow-scripts allow-downloads allow-modals',
    allow: '',
    isOtherOrigin: true,
  })
  if (!page.ok) return page
  const findings = judgeHeaders(page.value)
  const text = findings.map(({ says }) => `- ${says}`).join('\n')
  const nothing =
    'Nothing is missing of the recommended embedding, if the page stands in a sandboxed frame of another origin.'
  return { ok: true, value: { findings, text: text || nothing, data: { page: url, findings }, isWhole: true } }
}

async function filesIn(folder: string, declared: DataFlow | undefined): Promise<Outcome<Looked>> {
  const read = await auditStatic(folder, declared === undefined ? {} : { declared })
  if (!read.ok) return read
  const { findings, isWhole } = read.value
  return { ok: true, value: { findings, text: staticText(read.value), data: read.value, isWhole } }
}
