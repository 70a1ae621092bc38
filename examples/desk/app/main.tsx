import { render } from 'preact'
import { App } from './app.js'
import { takeArrival } from './arrivals.js'
import { scriptUrl } from './device/script-url.js'

// First of all, so that a letter never stays in the address.
const arrivedWith = takeArrival()
const root = document.getElementById('desk')
if (root !== null) render(<App arrivedWith={arrivedWith} />, root)
// Everything the page is made of stays here for the next time, with a network or without one.
if ('serviceWorker' in navigator) {
  navigator.serviceWorker.register(scriptUrl('./service-worker.js')).catch(() => undefined)
}
