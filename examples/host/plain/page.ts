import { EntrenousIntake } from '../../widget/element.js'
import { serveIntake } from '../intake-host.js'
import { places } from '../places.js'

const element = document.querySelector('entrenous-intake')
const told = document.querySelector('#told')
if (!(element instanceof EntrenousIntake) || told === null) throw new Error('the page is not whole')

const words = {
  delivered: 'It is on its way.',
  undelivered: 'It could not be sent from here. It can still go as a link.',
  unkept: 'This browser keeps nothing. Save your note as a file instead.',
}

serveIntake(element, places, (delivery) => {
  told.textContent = words[delivery]
}).catch(() => {
  told.textContent = 'The list of practitioners cannot be reached right now. Please try again later.'
})
