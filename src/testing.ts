// Entry "entrenous/testing": for an integrator's own test suite. Made-up answers, alarms in the place of everything that sends
// or keeps, and a watch over a page in a real browser. It runs in Node and asks for no test runner.

export type { Answer } from './audit/planted.js'
export { type Find, findPlanted, type Hit } from './audit/testing/find-planted.js'
export { type PlantedIntake, plantedIntake, type RandomSource } from './audit/testing/planted-intake.js'
export { type Sabotage, sabotageGlobals, type Tried } from './audit/testing/sabotage.js'
export {
  type Left,
  playwrightBlindness,
  type Watch,
  type WatchedContext,
  type WatchedPage,
  type WatchedRequest,
  type WatchedSocket,
  type WatchOptions,
  watchPage,
} from './audit/testing/watch-page.js'
