import { unsafeExportCommunityKeys } from 'entrenous/community'
import { type Failure, textOfFailure } from 'entrenous/practitioner'
import { useEffect, useState } from 'preact/hooks'
import { now } from '../clock.js'
import { Heading, Status, Wrong } from '../parts/basics.js'
import { useLanguage } from '../parts/language.js'
import { AskCount } from './ask-count.js'
import type { CountMember } from './count.js'
import { useRoom } from './in-room.js'
import { RunningCount } from './running-count.js'
import { working } from './working.js'

/** Holding a count: asking, collecting what the members send, and what comes out. */
export function HoldCountPage() {
  const { lead } = useRoom()
  const { words } = useLanguage()
  const current = lead.counts?.current
  return (
    <>
      <Heading>{words.lead.doors.count}</Heading>
      <p>{words.lead.count.lead}</p>
      {current === undefined ? <Ask /> : <RunningCount count={current} />}
    </>
  )
}

function Ask() {
  const { words, labels } = useLanguage()
  const members = useCountable()
  if (members === undefined) return <Status>{words.app.working}</Status>
  if ('failure' in members) {
    const { failure } = members
    return <Wrong>{failure === undefined ? words.app.broken : textOfFailure(failure, labels, 'practitioner')}</Wrong>
  }
  return <AskCount members={members} />
}

/** Who could take part, by the list as it would be published now. */
function useCountable(): readonly CountMember[] | { readonly failure: Failure | undefined } | undefined {
  const { lead } = useRoom()
  const [members, setMembers] = useState<ReturnType<typeof useCountable>>()
  const { root, statements, head: previous, keys } = lead
  useEffect(() => {
    let isWanted = true
    const task = {
      work: 'countable',
      root,
      statements,
      previous,
      keys: unsafeExportCommunityKeys(keys),
      now: now(),
    } as const
    const look = async () => {
      const found = await working(task).catch(() => ({ failure: undefined }))
      if (isWanted) setMembers(found)
    }
    void look()
    return () => {
      isWanted = false
    }
  }, [root, statements, previous, keys])
  return members
}
