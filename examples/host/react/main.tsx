/** @jsxImportSource react */
import { createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { intake, leave } from '../origins.js'
import { places } from '../places.js'
import { type IntakeState, useIntake } from './use-intake.js'

const words: Readonly<Record<IntakeState, string>> = {
  preparing: 'One moment.',
  ready: '',
  unavailable: 'The list of practitioners cannot be reached right now. Please try again later.',
  delivered: 'It is on its way.',
  undelivered: 'It could not be sent from here. It can still go as a link.',
  unkept: 'This browser keeps nothing. Save your note as a file instead.',
}

// An element of the platform: React passes attributes on as they are.
const attributes = { src: `${intake}/intake.{lang}.html`, languages: 'en es fr', leave, label: 'Questions', keeps: '' }

function Page() {
  const { ref, state } = useIntake(places)
  return (
    <>
      <header className="page">
        <p className="brand">Harbour Collective</p>
        <p className="quiet">This page cannot see your answers, and neither can we.</p>
      </header>
      <main>
        {createElement('entrenous-intake', { ref, ...attributes })}
        <p className="page" role="status">
          {words[state]}
        </p>
      </main>
      <footer className="page quiet">
        <p>In danger now? Call 911 in the USA and Canada, 112 in Europe.</p>
        <p>The Harbour Collective is invented, and so is everybody in it.</p>
      </footer>
    </>
  )
}

const place = document.querySelector('#page')
if (place === null) throw new Error('the page is not whole')
createRoot(place).render(<Page />)
