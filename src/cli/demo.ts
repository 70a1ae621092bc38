import type { Command } from './command.js'
import { searchDirectory } from './demo-directory.js'
import { tellStory } from './demo-story.js'

/** `entrenous demo` */
export const demo: Command = {
  name: 'demo',
  summary: 'see the whole way once: from a signed description to an opened referral',
  positionals: [],
  options: {
    directory: {
      type: 'boolean',
      text: 'match against the 9,037 facilities of a real directory; its folder comes from ENTRENOUS_DATA (../shared unless set)',
    },
  },
  about:
    'Publishes an invented community, matches one person’s answers against it on this machine, shows what she agrees to share, seals it, opens it, lets both sides talk over a board in a temporary folder, and counts what left her device. Leaves no file and opens no connection.',
  run: (call) => (call.flag('directory') ? searchDirectory(call) : tellStory(call)),
}
