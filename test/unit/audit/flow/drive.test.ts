import { expect, it } from 'vitest'
import { entering, takeStep } from '../../../../src/audit/flow/drive.js'
import { usualPatience } from '../../../../src/audit/flow/waiting.js'
import type { Phase } from '../../../../src/audit/recording.js'

// When the intake begins. That it begins no earlier than the touch is held by the clean page that shows its form late.

it('begins at the latest when the step of its first field is over, and once', async () => {
  const phases: Phase[] = []
  const page = { enter: (phase: Phase) => void phases.push(phase), frames: () => [], leave: async () => {} }
  const answering = entering(page, 'intake')
  const turn = { label: 'Step 1', answers: [], patience: usualPatience, answering }
  // A field without an answer is not touched.
  const step = { fill: 'What brings you here?', with: 'story' } as const
  expect(await takeStep({ page, slow: new Set() }, { ...turn, step })).toEqual({ ok: true, value: undefined })
  expect(phases).toEqual(['intake'])
  await takeStep({ page, slow: new Set() }, { ...turn, step })
  expect(phases).toEqual(['intake'])
})
