import { useEffect, useRef, useState } from 'preact/hooks'
import { fill } from '../../words/words.js'
import { now } from '../clock.js'
import { Heading, Wrong } from '../parts/basics.js'
import { useLanguage } from '../parts/language.js'
import { Preview, UnstatedList } from '../parts/preview.js'
import type { Profile } from '../profile/profile.js'
import { problemOf } from '../profile/sign.js'
import { isStatedIn } from '../profile/stated-in.js'
import { type SectionName, sectionOf, sections } from '../profile/unstated.js'
import { useDesk } from '../state.js'
import { SectionForm } from './profile-sections.js'

/** The form of a page, a subject at a time, and beside it what people see. */
export function ProfilePage() {
  const desk = useDesk()
  const { words } = useLanguage()
  const said = words.profile
  const [section, setSection] = useState<SectionName>('you')
  // Kept with every letter: nothing is lost when the desk locks itself.
  const draft = desk.profile
  const setDraft = (profile: Profile) => void desk.keep({ profile })
  const hasBegun = draft.name.trim() !== '' && draft.summary.trim() !== ''
  const problem = hasBegun ? problemOf(draft, desk.keys, now(), desk.directory.vocabulary) : undefined
  const isHere = problem !== undefined && sectionOf(problem) === section
  const next = sections[sections.indexOf(section) + 1]
  return (
    <div class="sides">
      <div class="side">
        <Heading>{said.title}</Heading>
        {section === 'you' && <p>{said.lead}</p>}
        <Sections draft={draft} section={section} problem={problem} onChoose={setSection} />
        <section class="card" aria-label={said.sections[section]}>
          <SectionTitle key={section}>{said.sections[section]}</SectionTitle>
          {isHere && <Wrong>{said.wrong}</Wrong>}
          <SectionForm
            key={section}
            section={section}
            value={draft}
            onChange={(changes) => setDraft({ ...draft, ...changes })}
          />
          <div class="row">
            {next === undefined ? (
              <button type="button" class="primary" onClick={() => desk.go({ page: 'room' })}>
                {fill(said.next, { section: words.room.title })}
              </button>
            ) : (
              <button type="button" class="primary" onClick={() => setSection(next)}>
                {fill(said.next, { section: said.sections[next] })}
              </button>
            )}
            <button type="button" class="plain push" onClick={() => desk.go({ page: 'sign' })}>
              {said.finish}
            </button>
          </div>
        </section>
      </div>
      <aside class="side preview-side" aria-label={said.preview}>
        <h2>{said.preview}</h2>
        <Preview profile={draft} presence={desk.presence} />
        <UnstatedList profile={draft} onFill={setSection} />
      </aside>
    </div>
  )
}

function Sections(props: {
  readonly draft: Profile
  readonly section: SectionName
  readonly problem: string | undefined
  readonly onChoose: (section: SectionName) => void
}) {
  const { words } = useLanguage()
  const said = words.profile
  return (
    <nav aria-label={said.title}>
      <ol class="steps">
        {sections.map((name) => (
          <li key={name}>
            <button
              type="button"
              aria-current={name === props.section ? 'step' : undefined}
              class={stepClass(name, props.draft, props.problem)}
              onClick={() => props.onChoose(name)}
            >
              {said.sections[name]}
              <span class="sr-only">{isStatedIn(name, props.draft) ? said.stated : words.app.notStated}</span>
            </button>
          </li>
        ))}
      </ol>
    </nav>
  )
}

function stepClass(name: SectionName, draft: Profile, problem: string | undefined): string {
  if (problem !== undefined && sectionOf(problem) === name) return 'step problem'
  return isStatedIn(name, draft) ? 'step stated' : 'step'
}

/** Takes the focus when a section comes, except on the first. */
function SectionTitle({ children }: { readonly children: string }) {
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    const focused = document.activeElement
    // The page's own heading has the focus when the page has just come.
    if (focused?.tagName !== 'H1') title.current?.focus()
  }, [])
  return (
    <h2 tabIndex={-1} ref={title}>
      {children}
    </h2>
  )
}
