/**
 * Why an audit could not say anything. An audit that met one of these is inconclusive, never clean.
 *
 * - `browser_not_found`: no Chromium where one is looked for
 * - `browser_did_not_start`: it was found, and did not answer in time
 * - `page_not_reached`: nothing answers at the address, or the folder has no page
 * - `page_did_not_react`: a step was taken and what it should have led to did not come in time
 * - `form_not_found`: no field, choice or button of that name on the page
 * - `flow_invalid`, `data_flow_invalid`: the file is not what its format says
 * - `not_self_stable`: two visits with the same answers sent different things, so that visits with other answers say nothing
 * - `time_ran_out`: the whole audit took longer than it was given
 */
export type FaultCode =
  | 'browser_not_found'
  | 'browser_did_not_start'
  | 'page_not_reached'
  | 'page_did_not_react'
  | 'form_not_found'
  | 'flow_invalid'
  | 'data_flow_invalid'
  | 'not_self_stable'
  | 'time_ran_out'

/** What stood in the way: a closed code, what happened, and what to do about it, each in one sentence. */
export type Fault = { readonly code: FaultCode; readonly says: string; readonly remedy: string }

/** A value, or the fault that kept it away. */
export type Outcome<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly fault: Fault }
