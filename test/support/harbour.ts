import { readFolder } from '../../src/cli/folder.js'
import { publishFolder } from '../../src/cli/publish-folder.js'
import { createCommunityKeys } from '../../src/community/keys.js'
import { createKeys } from '../../src/descriptor/keys.js'
import { must, NOW, seeded } from './catalogue.js'

/** The example community as it is published, with keys that are the same every time. */
export function publishHarbour() {
  const folder = readFolder('examples/harbour-collective')
  if (!folder.ok) throw new Error(folder.error.message)
  const keys = must(createCommunityKeys({ random: seeded('Harbour Collective') }))
  const published = publishFolder(folder.value, {
    now: NOW,
    previous: undefined,
    progress: () => undefined,
    keys: {
      community: () => ({ ok: true, value: keys }),
      practitioner: (name, since) => {
        return { ok: true, value: must(createKeys({ now: since, random: seeded(`practitioner ${name}`) })) }
      },
    },
  })
  if (!published.ok) throw new Error(published.error.message)
  const { bytes } = published.value.published
  return { bytes, signer: keys.publishing, trust: [keys.root.publicKey] }
}
