import { type EpochSeconds, epochSeconds } from 'entrenous'

/** The device's time. The library has no clock: this is the widget's one look at it. */
export function nowSeconds(): EpochSeconds {
  return epochSeconds(new Date())
}
