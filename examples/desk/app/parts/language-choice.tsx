import { languages, type Tag } from '../languages.js'
import { useLanguage } from './language.js'

/** The languages by their own names, for whoever cannot read what the desk begins in. */
export function LanguageChoice({ onPick }: { readonly onPick: (tag: Tag) => void }) {
  const { words, labels } = useLanguage()
  return (
    <fieldset class="languages">
      <legend class="sr-only">{words.keys.language}</legend>
      {languages.map(({ tag, name }) => (
        <button
          type="button"
          key={tag}
          class="plain"
          lang={tag}
          aria-pressed={tag === labels.language}
          onClick={() => onPick(tag)}
        >
          {name}
        </button>
      ))}
    </fieldset>
  )
}
