import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findBrowser } from '../../src/audit/browser/find.js'
import { type FrameAccess, framesOf } from '../../src/audit/browser/frames.js'
import { startBrowser } from '../../src/audit/browser/start.js'
import { attachTargets } from '../../src/audit/browser/targets.js'
import { textOf } from '../../src/audit/browser/values.js'
import type { Phase } from '../../src/audit/recording.js'

// A browser with nothing around it, for what is tested of driving alone: pages of ours, on this machine.

/** A page that is open, and the phases that it was told to enter. */
export type BareVisit = {
  readonly phases: Phase[]
  readonly enter: (phase: Phase) => void
  readonly frames: () => readonly FrameAccess[]
  readonly leave: () => Promise<void>
}

/** A browser, and how to open pages in it. */
export type BareBrowser = {
  /** Opens a page; a script, where given, runs in every document before its own. */
  readonly open: (url: string, onPhase?: (phase: Phase) => void, script?: string) => Promise<BareVisit>
  readonly close: () => Promise<void>
}

/** Starts it with an empty profile, which goes with it. */
export async function startBare(): Promise<BareBrowser> {
  const profile = mkdtempSync(join(tmpdir(), 'entrenous-bare-'))
  const program = findBrowser()
  if (!program.ok) throw new Error(program.fault.says)
  const started = await startBrowser(program.value, { profile })
  if (!started.ok) throw new Error(started.fault.says)
  const { protocol } = started.value
  const targets = await attachTargets(protocol, ({ type }) =>
    type === 'page' || type === 'iframe' ? [{ method: 'Page.enable' }, { method: 'Runtime.enable' }] : [],
  )
  return {
    open: async (url, onPhase = () => undefined, script = '') => {
      const { targetId } = await protocol.call(undefined, 'Target.createTarget', { url: 'about:blank' })
      const id = textOf(targetId) ?? ''
      const session = await targets.attached(id, 10_000)
      await protocol.call(session, 'Page.addScriptToEvaluateOnNewDocument', { source: script })
      await protocol.call(session, 'Page.navigate', { url })
      const phases: Phase[] = []
      return {
        phases,
        enter: (phase) => {
          phases.push(phase)
          onPhase(phase)
        },
        frames: () => framesOf(protocol, targets, id),
        leave: async () => {
          await protocol.call(undefined, 'Target.closeTarget', { targetId: id })
        },
      }
    },
    close: async () => {
      await started.value.close()
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
