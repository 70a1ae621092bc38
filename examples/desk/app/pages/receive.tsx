import { textOfFailure } from 'entrenous/practitioner'
import { useCallback, useEffect, useState } from 'preact/hooks'
import { contentOf } from '../inbox/read-file.js'
import { type Received, receiveMessage } from '../inbox/receive.js'
import { Field, Heading, Status, Wrong } from '../parts/basics.js'
import { FilePick } from '../parts/file-pick.js'
import { useLanguage } from '../parts/language.js'
import { useDesk } from '../state.js'
import { useNewest } from '../use-desk.js'

/** Taking a letter in: by link, picture, file or paste. */
export function ReceivePage(props: { readonly arrived: string | undefined; readonly onTaken: () => void }) {
  const desk = useDesk()
  const newest = useNewest(desk)
  const { words } = useLanguage()
  const said = words.receive
  const [text, setText] = useState('')
  const [received, setReceived] = useState<Received | 'nothing'>()
  const take = useCallback(
    async (message: string | Uint8Array | undefined) => {
      if (message === undefined) return setReceived('nothing')
      const came = await receiveMessage(newest.current, message)
      setReceived(came)
      if (came.kind === 'new' || came.kind === 'more') newest.current.go({ page: 'letter', id: came.referral.id })
    },
    [newest],
  )
  const onFile = useCallback(async (file: Blob) => take(await contentOf(file)), [take])
  const { arrived, onTaken } = props
  useEffect(() => {
    if (arrived === undefined) return
    onTaken()
    void take(arrived)
  }, [arrived, onTaken, take])
  return (
    <>
      <Heading>{said.title}</Heading>
      <p>{said.lead}</p>
      {received !== undefined && <Outcome received={received} />}
      <FilePick label={said.file} hint={said.drop} onFile={onFile} />
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void take(linkIn(text))
          setText('')
        }}
      >
        <Field label={said.paste} value={text} rows={4} name="message" onChange={setText} />
        <button type="submit" class="primary" disabled={text.trim() === ''}>
          {said.open}
        </button>
      </form>
    </>
  )
}

/** A pasted mail may have words around the link. */
function linkIn(text: string): string {
  return /\S+#[A-Za-z0-9_-]{100,}/.exec(text)?.[0] ?? /ENTRENOUS:\S.*/.exec(text)?.[0]?.trim() ?? text.trim()
}

function Outcome({ received }: { readonly received: Received | 'nothing' }) {
  const { words, labels } = useLanguage()
  const said = words.receive
  if (received === 'nothing') return <Wrong>{said.nothing}</Wrong>
  switch (received.kind) {
    case 'refused':
      return <Wrong>{textOfFailure(received.failure, labels, 'practitioner')}</Wrong>
    case 'again':
      return <Status>{said.again}</Status>
    case 'awaits':
      return <Status>{said.awaits}</Status>
    case 'withdrawn':
    case 'taken-back':
      return <Status>{said.withdrawn}</Status>
    case 'more':
      return <Status>{said.more}</Status>
    case 'new':
      return null
  }
}
