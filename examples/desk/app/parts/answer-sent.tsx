import { toLink } from 'entrenous'
import { useState } from 'preact/hooks'
import { community } from '../community.js'
import { saveFile } from '../device/save-file.js'
import { communityBoard } from '../inbox/board.js'
import { Status } from './basics.js'
import { useLanguage } from './language.js'

/** The ways on which a sealed answer leaves. */
export function AnswerSent({ record, isAgain = false }: { readonly record: Uint8Array; readonly isAgain?: boolean }) {
  const { words } = useLanguage()
  const said = words.letter
  const [isCopied, setCopied] = useState(false)
  const goesByBoard = communityBoard() !== undefined && !isAgain
  const link = toLink(record, community.answersOpenAt ?? 'https://answer.invalid/')
  const copy = async () => {
    await navigator.clipboard.writeText(link)
    setCopied(true)
  }
  return (
    <section class="card sent">
      <Status>
        {said.sent} {goesByBoard ? said.sentBoard : ''}
      </Status>
      <p>{said.sentHow}</p>
      <div class="row">
        {community.answersOpenAt !== null && (
          <button type="button" onClick={copy}>
            {isCopied ? said.copied : said.copyLink}
          </button>
        )}
        <button type="button" onClick={() => saveFile(said.fileName, record)}>
          {said.saveFile}
        </button>
      </div>
    </section>
  )
}
