import { useState } from 'preact/hooks'
import { fill } from '../../words/words.js'
import { now } from '../clock.js'
import { Heading, Status, Wrong } from '../parts/basics.js'
import { dayWords, useLanguage } from '../parts/language.js'
import { Preview, UnstatedList } from '../parts/preview.js'
import { PRESENCE_DAYS, problemOf } from '../profile/sign.js'
import { sectionOf } from '../profile/unstated.js'
import { PAGE_DAYS, signAndSave } from '../signing.js'
import { useDesk } from '../state.js'

/** Signing the page: a last look, the id, and the file for the lead. */
export function SignPage() {
  const desk = useDesk()
  const language = useLanguage()
  const { words } = language
  const said = words.sign
  const [isDone, setDone] = useState(false)
  const [refused, setRefused] = useState<string>()
  const problem = refused ?? problemOf(desk.profile, desk.keys, now(), desk.directory.vocabulary)
  const toForm = () => desk.go({ page: 'profile' })
  const sign = async () => {
    const field = await signAndSave(desk)
    setRefused(field)
    setDone(field === undefined)
  }
  return (
    <>
      <Heading>{said.title}</Heading>
      <p>{said.lead}</p>
      {problem !== undefined && (
        <Wrong>
          {said.problem} {words.profile.sections[sectionOf(problem)]}{' '}
          <button type="button" class="plain" onClick={toForm}>
            {said.fix}
          </button>
        </Wrong>
      )}
      {isDone && <SignedStatus />}
      <div class="card">
        <h2>{said.id}</h2>
        <p class="id">
          <code>{desk.keys.id.replace(/.{8}(?=.)/g, '$& ')}</code>
        </p>
        <p class="quiet">{said.idText}</p>
        <div class="row">
          <button type="button" class="primary" onClick={sign} disabled={problem !== undefined}>
            {isDone ? said.again : said.do}
          </button>
          <button type="button" onClick={() => desk.go({ page: 'rehearsal' })}>
            {said.rehearse}
          </button>
        </div>
      </div>
      <h2>{words.profile.preview}</h2>
      <Preview profile={desk.profile} presence={desk.presence} />
      <UnstatedList profile={desk.profile} onFill={toForm} />
    </>
  )
}

function SignedStatus() {
  const language = useLanguage()
  const said = language.words.sign
  const dayAfter = (days: number) => dayWords(language, new Date((now() + days * 86_400) * 1000).toISOString())
  return (
    <div class="notice calm">
      <Status>{said.done}</Status>
      <p>{fill(said.until, { page: dayAfter(PAGE_DAYS), presence: dayAfter(PRESENCE_DAYS) })}</p>
    </div>
  )
}
