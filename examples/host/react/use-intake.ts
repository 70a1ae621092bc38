/** @jsxImportSource react */
import { type RefObject, useEffect, useRef, useState } from 'react'
// Taken as a value, so that no bundler leaves out the module that defines the element.
import { EntrenousIntake } from '../../widget/element.js'
import { type Delivery, type Places, serveIntake } from '../intake-host.js'

/** How far it is: `preparing` until the widget has what it works with; `unavailable` where the list cannot be had. */
export type IntakeState = 'preparing' | 'ready' | 'unavailable' | Delivery

/**
 * Serves an <entrenous-intake> from a component.
 *
 * @param places - where the catalogue and the board are; an object that stays the same between renders.
 * @returns the `ref` for the element, and how far it is.
 */
export function useIntake(places: Places): {
  readonly ref: RefObject<EntrenousIntake | null>
  readonly state: IntakeState
} {
  const ref = useRef<EntrenousIntake>(null)
  const [state, setState] = useState<IntakeState>('preparing')
  useEffect(() => {
    const element = ref.current
    if (!(element instanceof EntrenousIntake)) return
    serveIntake(element, places, setState).then(
      () => setState('ready'),
      () => setState('unavailable'),
    )
  }, [places])
  return { ref, state }
}
