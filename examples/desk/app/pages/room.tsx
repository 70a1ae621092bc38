import { useState } from 'preact/hooks'
import { Field, Heading, MaybeField, Radios } from '../parts/basics.js'
import { useLanguage } from '../parts/language.js'
import type { Presence } from '../profile/profile.js'
import { useDesk } from '../state.js'

const capacities = ['capacity', 'waitlist', 'additional-assessment-required', 'no-capacity'] as const
const firsts = ['within-a-week', 'within-two-weeks', 'within-a-month', 'longer'] as const

/** How things stand this month. */
export function RoomPage() {
  const desk = useDesk()
  const { words, labels } = useLanguage()
  const said = words.room
  const [room, setRoom] = useState(desk.presence)
  const set = (changes: Partial<Presence>) => setRoom((before) => ({ ...before, ...changes }))
  const done = async (event: Event) => {
    event.preventDefault()
    await desk.keep({ presence: room })
    desk.go({ page: 'sign' })
  }
  return (
    <form onSubmit={done}>
      <Heading>{said.title}</Heading>
      <p>{said.lead}</p>
      <div class="card">
        <Radios
          legend={said.capacity}
          value={room.capacity}
          options={capacities.map((one) => [one, labels.capacity[one]])}
          onChange={(value) => set({ capacity: capacities.find((one) => one === value) ?? 'capacity' })}
        />
        <Radios
          legend={said.first}
          value={room.firstAppointment}
          options={[
            ...firsts.map((one): [string, string] => [one, labels.firstAppointment[one]]),
            ['', words.app.notStated],
          ]}
          onChange={(firstAppointment) => set({ firstAppointment })}
        />
        <MaybeField
          legend={said.waitingList}
          value={room.waitingList}
          onChange={(waitingList) => set({ waitingList })}
        />
        <Field
          label={said.paused}
          hint={said.pausedHint}
          type="date"
          value={room.pausedUntil}
          onChange={(pausedUntil) => set({ pausedUntil })}
        />
      </div>
      <div class="row">
        <button type="submit" class="primary">
          {words.profile.finish}
        </button>
        <button type="button" class="plain" onClick={() => desk.go({ page: 'profile' })}>
          {words.app.back}
        </button>
      </div>
    </form>
  )
}
