import { writeFileSync } from 'node:fs'
import { playRollout } from './rollout.js'
import { graphsOf } from './graph.js'
import { pictureOf } from './picture.js'
import { at, isoDateOf } from './world.js'
const { held, world } = await playRollout({ onPage: () => undefined })
const graphs = graphsOf(world, at(11))
writeFileSync('/tmp/three-wide.svg', pictureOf(graphs, { columns: 3, day: isoDateOf(11) }))
writeFileSync('/tmp/three-narrow.svg', pictureOf(graphs, { columns: 1, day: isoDateOf(11) }))
