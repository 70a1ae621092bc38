import { useState } from 'preact/hooks'
import { drawPassphrase, passphraseFit } from '../keys/words-by-chance.js'
import { languageOf } from '../languages.js'
import { Field, Heading, Radios } from '../parts/basics.js'
import { useLanguage } from '../parts/language.js'

/** Choosing the words that lock the desk: drawn by chance unless somebody would rather not. */
export function ChoosePassphrase(props: {
  readonly isBusy: boolean
  readonly onChosen: (passphrase: string) => void
  readonly onBack: () => void
}) {
  const { words, labels } = useLanguage()
  const said = words.passphrase
  const list = languageOf(labels.language).drawn
  const [drawn, setDrawn] = useState(() => drawPassphrase(list))
  const [isOwn, setOwn] = useState(false)
  const [own, setOwnWords] = useState('')
  const [repeated, setRepeated] = useState('')
  const [wrong, setWrong] = useState<string>()
  const chosen = isOwn ? own.trim() : drawn
  const submit = (event: Event) => {
    event.preventDefault()
    const fit = passphraseFit(chosen)
    if (isOwn && fit !== 'fair') return setWrong(said[fit])
    if (normal(repeated) !== normal(chosen)) return setWrong(said.differs)
    props.onChosen(chosen)
  }
  return (
    <form class="page" onSubmit={submit}>
      <Heading>{said.title}</Heading>
      <p>{said.lead}</p>
      <Radios
        legend={words.unlock.label}
        value={isOwn ? 'own' : 'drawn'}
        options={[
          ['drawn', said.drawn],
          ['own', said.own],
        ]}
        onChange={(value) => setOwn(value === 'own')}
      />
      {isOwn ? (
        <Field
          label={said.ownLabel}
          hint={said.ownHint}
          value={own}
          type="password"
          name="own"
          onChange={setOwnWords}
        />
      ) : (
        <div class="card drawn">
          <p class="words" data-drawn>
            {drawn}
          </p>
          <p class="quiet">{said.drawnHint}</p>
          <button type="button" class="plain" onClick={() => setDrawn(drawPassphrase(list))}>
            {said.again}
          </button>
        </div>
      )}
      <Field
        label={said.repeat}
        hint={said.repeatHint}
        error={wrong}
        value={repeated}
        type={isOwn ? 'password' : 'text'}
        name="repeat"
        onChange={(value) => {
          setRepeated(value)
          setWrong(undefined)
        }}
      />
      <div class="row">
        <button type="submit" class="primary" disabled={props.isBusy}>
          {props.isBusy ? said.making : said.make}
        </button>
        <button type="button" class="plain" onClick={props.onBack} disabled={props.isBusy}>
          {words.app.back}
        </button>
      </div>
    </form>
  )
}

/** Capitals and doubled spaces of a word that was drawn are no mistake worth stopping for. */
function normal(words: string): string {
  return words.trim().replace(/\s+/g, ' ')
}
