// A process with an inbox over a store in a file, until it is killed or done.
import { readFileSync, writeSync } from 'node:fs'
import { openNodeStore } from 'entrenous/store/node'
import Database from 'libsql'
import { must, openMail, takeIn } from './inbox-story.js'

const { STORE_PATH: path = '', INBOX_MAIL: mail = '' } = process.env
const store = must(await openNodeStore({ database: new Database(path), key: new Uint8Array(32).fill(7) }))
await takeIn(store, openMail(JSON.parse(readFileSync(mail, 'utf8'))), (line) => void writeSync(1, `${line}\n`))
