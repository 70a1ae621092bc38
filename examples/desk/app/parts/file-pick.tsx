import { useEffect, useId, useState } from 'preact/hooks'

/** Takes a picture or a file: chosen, dropped here, or pasted anywhere on the page. */
export function FilePick(props: {
  readonly label: string
  readonly hint?: string
  readonly onFile: (file: Blob) => void
}) {
  const { onFile } = props
  usePasted(onFile)
  return <Pick label={props.label} hint={props.hint} onFiles={([file]) => file !== undefined && onFile(file)} />
}

/** Takes files, several at once. */
export function FilesPick(props: {
  readonly label: string
  readonly hint?: string
  readonly onFiles: (files: readonly Blob[]) => void
}) {
  return <Pick {...props} isMany />
}

function Pick(props: {
  readonly label: string
  readonly hint?: string | undefined
  readonly isMany?: boolean
  readonly onFiles: (files: readonly Blob[]) => void
}) {
  const id = useId()
  const [isOver, setOver] = useState(false)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is one more way; the field inside does the same by keyboard
    <div
      class={isOver ? 'drop over' : 'drop'}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        props.onFiles([...(event.dataTransfer?.files ?? [])])
      }}
    >
      <label for={id}>{props.label}</label>
      <input
        id={id}
        type="file"
        multiple={props.isMany}
        onChange={(event) => {
          props.onFiles([...(event.currentTarget.files ?? [])])
          event.currentTarget.value = ''
        }}
      />
      {props.hint !== undefined && <p class="quiet hint">{props.hint}</p>}
    </div>
  )
}

function usePasted(onFile: (file: Blob) => void): void {
  useEffect(() => {
    const take = (event: ClipboardEvent) => {
      const [file] = event.clipboardData?.files ?? []
      if (file !== undefined) onFile(file)
    }
    addEventListener('paste', take)
    return () => removeEventListener('paste', take)
  }, [onFile])
}
