import { type EpochSeconds, epochSeconds } from 'entrenous/practitioner'

/** This device's clock. */
export function now(): EpochSeconds {
  return epochSeconds(new Date())
}

/** Today as 2026-11-29, in UTC. */
export function today(): string {
  return new Date().toISOString().slice(0, 10)
}
