import {
  type Failure,
  grant,
  type Purpose,
  recipientOf,
  type Sealed,
  seal,
  type Ticket,
  textOfFailure,
} from 'entrenous'
import { findReplies, readReply, sealRound, settleRound, shareMore, toRecord, withdraw } from 'entrenous/follow-up'
import { openTicket, sealTicket } from 'entrenous/ticket'
import { relaxed } from './answers.js'
import type { Acts, App } from './app.js'
import { agreedIn } from './arrival.js'
import { nowSeconds } from './clock.js'
import { recipientFrom } from './derive.js'
import { type FrameKind, joinTickets, writeFrame } from './port.js'
import { wordsOf } from './screens/consent.js'
import { go, type Held, type Outgoing, onward, type Recipient, type State } from './state.js'

/** What acting needs of the page: everything besides is in the state. */
export type Page = Pick<App, 'labels' | 'words' | 'config'> & {
  readonly state: () => State
  readonly set: Acts['set']
  readonly note: Acts['note']
  /** The one way out. */
  readonly post: (frame: ArrayBuffer) => void
  readonly end: () => void
}

const MAX_FILE_BYTES = 20_000

/** Everything that is done with a clock, randomness, a file or the port. */
export function actsOn(page: Page): Acts {
  const { config, labels, note, set, words } = page
  const say = (said: string) => set((state) => ({ ...state, said, busy: false }))
  const sayFailure = (failure: Failure) => say(textOfFailure(failure, labels, 'person'))
  const post = (kind: FrameKind, body?: Uint8Array) => page.post(writeFrame(kind, body))

  const boardOf = ({ entry }: Recipient) => {
    const offer = entry.kind === 'event' ? entry.host?.offer : entry.kind === 'practitioner' ? entry.offer : undefined
    return config.board && offer?.delivery.includes('board') === true
  }
  const outgoingTo = (recipient: Recipient | undefined, name: string, token: Uint8Array): Outgoing => ({
    name,
    token,
    board: recipient !== undefined && boardOf(recipient),
    sent: false,
  })
  const entryOf = (ticket: Ticket) => {
    const { catalogue } = page.state()
    return catalogue && recipientFrom(catalogue, recipientOf(ticket).id)
  }

  /** Something that takes a moment: the page is drawn before it begins. */
  const later = (work: () => void) => {
    set((state) => ({ ...state, busy: true, said: words.line.loading }))
    setTimeout(() => {
      work()
      set((state) => ({ ...state, busy: false }))
    }, 50)
  }

  const sent = (outgoing: readonly Outgoing[], held: readonly Held[], said: string) =>
    set((state) => {
      const hasNote = state.ways.includes('host') || state.ways.includes('file')
      const trail =
        state.at === undefined && hasNote && said === ''
          ? (['welcome', 'keep'] as const)
          : (['welcome', 'talk', 'sealed'] as const)
      const shown = held.length === 0 ? (['welcome', 'sealed'] as const) : trail
      return {
        ...state,
        trail: shown,
        outgoing,
        held,
        kept: false,
        at: undefined,
        confirmed: [],
        passphrase: state.passphrase || drawWords(),
        said,
      }
    })

  const sealAll = () => {
    const state = page.state()
    const { at, card, chosen, confirmed, proposals, purpose } = state
    const texts = wordsOf({ labels, state })
    const guardian = confirmed.includes('guardian') ? ({ guardian: 'agrees' } as const) : {}
    const granted = agreedIn(state).map((proposal, place) =>
      grant(proposal, {
        now: nowSeconds(),
        words: { language: labels.language, text: texts[place] ?? '' },
        ...guardian,
      }),
    )
    // All of a round or none: what is handed out must be what was read, name by name.
    const refused = granted.find((one) => !one.ok)
    if (refused?.ok === false) return sayFailure(refused.error)
    const held = at === undefined ? undefined : state.held[at]
    const [first] = granted
    if (first === undefined) return
    if (held !== undefined) {
      const more = shareMore(held.ticket, first)
      if (!more.ok) return sayFailure(more.error)
      return sent([outgoingTo(chosen[0], recipientOf(held.ticket).name, more.value)], state.held, ' ')
    }
    const letters = granted.slice(0, proposals.length)
    const sealed =
      purpose === 'enquiry' ? sealRound(letters.flatMap((one) => (one.ok ? [one.value] : []))) : one(seal(first))
    if (!sealed.ok) return sayFailure(sealed.error)
    const outgoing = sealed.value.map(({ token }, place) => outgoingTo(chosen[place], chosen[place]?.name ?? '', token))
    const arrived = granted[proposals.length]
    if (arrived !== undefined && card?.kind === 'introduction') {
      const note = seal(arrived)
      if (!note.ok) return sayFailure(note.error)
      const { by } = card
      outgoing.push({ ...outgoingTo({ entry: by, id: by.id, name: by.name }, by.name, note.value.token), apart: true })
      // Its ticket is let go: no answer is awaited, and it is said once.
      set((before) => ({ ...before, told: true }))
    }
    const hasNote = state.ways.includes('host') || state.ways.includes('file')
    sent(
      outgoing,
      sealed.value.map(({ ticket }) => ({ ticket, replies: [] })).filter(() => hasNote || state.ways.length > 0),
      '',
    )
  }

  const withdrawn = (all: readonly { readonly ticket: Ticket; readonly sealed: Sealed | undefined }[]) => {
    const outgoing = all.flatMap(({ ticket, sealed }) => {
      const recipient = entryOf(ticket)
      return sealed === undefined ? [] : [outgoingTo(recipient, recipientOf(ticket).name, sealed.token)]
    })
    const { held } = page.state()
    const after = held.map((one) => {
      const change = all.find(({ ticket }) => ticket === one.ticket)
      return change?.sealed === undefined ? one : { ...one, ticket: change.sealed.ticket }
    })
    sent(outgoing, after, words.line.withdrawn)
  }

  return {
    set,
    note,
    go: (name) => set((state) => go(state, name)),
    next: () => set(onward),
    find: () => set((state) => go(state, 'results')),
    relax: (relaxation) => set((state) => relaxed(state, relaxation)),
    writeTo: (chosen, purpose: Purpose) =>
      set((state) => go({ ...state, chosen, purpose, at: undefined, levels: {}, confirmed: [] }, 'share')),
    seal: sealAll,
    keep: (where) => {
      if (page.state().passphrase.length < 8) return say(words.line.short)
      later(() => {
        const { held, passphrase, ways } = page.state()
        const kept: Uint8Array[] = []
        for (const { ticket } of held) {
          const sealed = sealTicket(ticket, { passphrase })
          if (!sealed.ok) return sayFailure(sealed.error)
          kept.push(sealed.value)
        }
        const joined = joinTickets(kept)
        if (where === 'host') post('ticket', joined)
        else save(joined)
        const isBoth = ways.includes('host') && ways.includes('file')
        set((state) => ({
          ...(isBoth ? state : go(state, 'sealed')),
          kept: true,
          said: where === 'host' ? words.line.keptHost : words.line.saved,
        }))
      })
    },
    deliver: (at, way) => {
      const one = page.state().outgoing[at]
      if (one === undefined) return
      if (way === 'file') {
        save(one.token)
        return say(`${words.line.saved} ${words.line.handOver}`)
      }
      const record = toRecord(one.token)
      if (!record.ok) return sayFailure(record.error)
      post('token', record.value)
      set((state) => ({
        ...state,
        outgoing: state.outgoing.map((other, place) => (place === at ? { ...other, sent: true } : other)),
        said: words.line.sent,
      }))
    },
    copy: (id) => {
      const field = document.getElementById(id)
      if (!(field instanceof HTMLInputElement)) return
      field.select()
      // The newer clipboard asks for a permission that a frame of another origin is not given.
      say(document.execCommand('copy') ? words.line.copied : words.line.notCopied)
    },
    openNote: (sealed = []) => {
      if (page.state().passphrase.length < 8) return say(words.line.short)
      later(() => {
        const { inward, passphrase } = page.state()
        const tickets: Ticket[] = []
        for (const one of sealed) {
          const ticket = openTicket(one, { passphrase })
          if (!ticket.ok) return sayFailure(ticket.error)
          tickets.push(ticket.value)
        }
        if (tickets.length === 0) return say(words.line.notOurs)
        const found = findReplies(tickets, inward?.records ?? [])
        const held = tickets.map((ticket, at) => ({
          ticket,
          replies: found.flatMap((one) => (one.ticket === at ? [one.reply] : [])),
        }))
        const way = inward?.keeps === true ? 'host' : 'file'
        set((state) => ({
          ...go(state, 'talk'),
          held,
          ways: [way],
          kept: true,
          said: found.length === 0 ? words.line.noReply : '',
        }))
      })
    },
    readFile: (event, then) => {
      const { target } = event
      const file = target instanceof HTMLInputElement ? target.files?.[0] : undefined
      if (file === undefined) return
      if (file.size > MAX_FILE_BYTES) return say(words.line.notOurs)
      void file.arrayBuffer().then((buffer) => then(new Uint8Array(buffer)))
    },
    readAnswer: (answer) => {
      const { held } = page.state()
      const read = held.map(({ ticket }) => readReply(ticket, answer))
      if (!read.some(({ ok }) => ok)) return say(words.line.notOurs)
      set((state) => ({
        ...state,
        said: '',
        held: held.map((one, at) => {
          const reply = read[at]
          return reply?.ok === true ? { ...one, replies: [...one.replies, reply.value] } : one
        }),
      }))
    },
    shareMore: (at) => {
      const held = page.state().held[at]
      const recipient = held && entryOf(held.ticket)
      if (recipient === undefined) return sayFailure({ code: 'descriptor_expired', detail: { expired: nowSeconds() } })
      set((state) => go({ ...state, at, chosen: [recipient], purpose: 'referral', levels: {}, confirmed: [] }, 'share'))
    },
    withdraw: (at) => {
      const held = page.state().held[at]
      const sealed = held && withdraw(held.ticket, { now: nowSeconds() })
      if (held === undefined || sealed === undefined) return
      if (!sealed.ok) return sayFailure(sealed.error)
      withdrawn([{ ticket: held.ticket, sealed: sealed.value }])
    },
    take: (at) => {
      const tickets = page.state().held.map(({ ticket }) => ticket)
      const settled = settleRound(tickets, at, { now: nowSeconds() })
      withdrawn(
        settled.flatMap(({ withdrawal }, place) => {
          const ticket = tickets[place]
          return ticket === undefined
            ? []
            : [{ ticket, sealed: withdrawal?.ok === true ? withdrawal.value : undefined }]
        }),
      )
    },
    leave: () => {
      post('closed')
      page.end()
    },
  }
}

const one = <Value, Failed extends { readonly ok: false }>(
  result: { readonly ok: true; readonly value: Value } | Failed,
) => (result.ok ? { ok: true as const, value: [result.value] } : result)

/** Five words that nobody chose, of 12 bits each. */
function drawWords(): string {
  const drawn = crypto.getRandomValues(new Uint8Array(20))
  const letters = [...drawn].map((byte) => `${'bdfghjklmnprstvz'[byte & 15]}${'aiou'[(byte >> 4) & 3]}`)
  return [0, 4, 8, 12, 16].map((at) => letters.slice(at, at + 2).join('')).join(' ')
}

/** Saves a file under a name that says nothing. */
function save(bytes: Uint8Array): void {
  const url = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type: 'application/octet-stream' }))
  const link = document.createElement('a')
  link.href = url
  link.download = 'note.bin'
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 1000)
}
