import fc from 'fast-check'
import { expect, test } from 'vitest'
import { memoryStore } from '../../src/practice/store.js'
import { openNodeStore } from '../../src/store/node.js'
import { must } from '../support/catalogue.js'
import { altered, inStoreFolder, storeKey } from '../support/sqlite.js'
import { answersOf, stories } from '../support/store-law.js'

test('a store in a file answers whatever is asked as memory does, and so it does opened anew', () =>
  fc.assert(
    fc.asyncProperty(stories, (story) =>
      inStoreFolder(async ({ connect }) => {
        const memory = memoryStore()
        const due = await answersOf(story, async () => memory)
        let database = connect()
        const opened = async () => {
          database.close()
          database = connect()
          // What a disk forgets when the power is cut does not matter here.
          const hasty = altered(database, 'synchronous = EXTRA', 'synchronous = OFF')
          return must(await openNodeStore({ database: hasty, key: storeKey }))
        }
        expect(await answersOf(story, opened)).toEqual(due)
      }),
    ),
    { numRuns: 200 },
  ))
