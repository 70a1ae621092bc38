import { useState } from 'preact/hooks'
import type { Tag } from '../languages.js'
import { Check, Field, Heading } from '../parts/basics.js'
import { useLanguage } from '../parts/language.js'
import { LanguageChoice } from '../parts/language-choice.js'

/** A locked desk: its words open it. */
export function Unlock(props: {
  readonly hasArrived: boolean
  readonly onPick: (tag: Tag) => void
  readonly state: 'waiting' | 'opening' | 'wrong'
  readonly onUnlock: (passphrase: string) => void
  readonly onErase: () => void
  readonly onRestore: () => void
}) {
  const { words } = useLanguage()
  const said = words.unlock
  const [passphrase, setPassphrase] = useState('')
  const [isShown, setShown] = useState(false)
  const [isSure, setSure] = useState(false)
  const isOpening = props.state === 'opening'
  return (
    <main class="page gate" id="content">
      {props.hasArrived && <p class="notice">{words.welcome.arrived}</p>}
      <Heading>{said.title}</Heading>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          props.onUnlock(passphrase)
        }}
      >
        <Field
          label={said.label}
          value={passphrase}
          type={isShown ? 'text' : 'password'}
          name="passphrase"
          autoComplete="current-password"
          error={props.state === 'wrong' ? said.wrong : undefined}
          onChange={setPassphrase}
        />
        <Check label={said.show} checked={isShown} onChange={setShown} />
        <button type="submit" class="primary" disabled={isOpening || passphrase === ''}>
          {isOpening ? said.opening : said.open}
        </button>
      </form>
      <details class="group forgotten">
        <summary>
          <span>{said.forgotten}</span>
        </summary>
        <p>{said.forgottenText}</p>
        <div class="row">
          <button type="button" onClick={props.onRestore}>
            {words.welcome.restore}
          </button>
          {isSure ? (
            <button type="button" class="warn" onClick={props.onErase}>
              {said.eraseSure}
            </button>
          ) : (
            <button type="button" class="plain" onClick={() => setSure(true)}>
              {said.erase}
            </button>
          )}
        </div>
      </details>
      <LanguageChoice onPick={props.onPick} />
    </main>
  )
}
