import { readStatement } from 'entrenous/trust'

/** What is said in a round, and what comes out of it. */
export type SaidKind = 'round' | 'join' | 'roll' | 'report' | 'closing' | 'answer' | 'opening' | 'release'

/** Sorts signed statements by what they say in a round, as their subjects have it; others are passed over. */
export function saidOf(statements: readonly Uint8Array[]): Readonly<Record<SaidKind, readonly Uint8Array[]>> {
  const said: Record<SaidKind, Uint8Array[]> = {
    round: [],
    join: [],
    roll: [],
    report: [],
    closing: [],
    answer: [],
    opening: [],
    release: [],
  }
  for (const bytes of statements) {
    const kind = kindOf(bytes)
    if (kind !== undefined) said[kind].push(bytes)
  }
  return said
}

function kindOf(bytes: Uint8Array): SaidKind | undefined {
  const read = readStatement(bytes)
  if (!read.ok) return undefined
  if (read.value.kind === 'release') return 'release'
  if (read.value.kind !== 'measurement') return undefined
  const [word = ''] = read.value.subject.split('-')
  return isSaid(word) ? word : undefined
}

const spoken: ReadonlySet<string> = new Set(['round', 'join', 'roll', 'report', 'closing', 'answer', 'opening'])

function isSaid(word: string): word is SaidKind {
  return spoken.has(word)
}
