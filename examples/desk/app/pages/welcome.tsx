import { fill } from '../../words/words.js'
import { community } from '../community.js'
import type { Tag } from '../languages.js'
import { Heading } from '../parts/basics.js'
import { useLanguage } from '../parts/language.js'
import { LanguageChoice } from '../parts/language-choice.js'

/** What somebody sees who has no desk on this device yet. */
export function Welcome(props: {
  readonly hasArrived: boolean
  readonly onPick: (tag: Tag) => void
  readonly onBegin: () => void
  readonly onRestore: () => void
}) {
  const { words } = useLanguage()
  const said = words.welcome
  return (
    <main class="page gate" id="content">
      {props.hasArrived && <p class="notice">{said.arrivedNew}</p>}
      <Heading>{said.title}</Heading>
      <p class="lead">{said.lead}</p>
      <ul class="points">
        {said.points.map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
      <div class="row">
        <button type="button" class="primary" onClick={props.onBegin}>
          {said.begin}
        </button>
        <button type="button" onClick={props.onRestore}>
          {said.restore}
        </button>
      </div>
      <LanguageChoice onPick={props.onPick} />
      <p class="quiet foot">{fill(said.community, { name: community.name })}</p>
    </main>
  )
}
