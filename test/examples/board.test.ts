import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  emptyFrontier,
  leafHashOf,
  openSegment,
  readBoard,
  readCheckpoint,
  readReceipt,
  readSegmentList,
  verifyInclusion,
  verifyLeafHashes,
} from 'entrenous/board'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { layoutOf } from '../../examples/board/layout.js'
import { networkOf, rateLimit } from '../../examples/board/rate.js'
import { createBoard, readFolder } from '../../examples/board/serve.js'
import { boardService } from '../../examples/board/service.js'
import { forgetOld, foundOf, openStore, takeRecords } from '../../examples/board/store.js'
import { ORIGIN, recordOf } from '../support/board.js'
import { must } from '../support/catalogue.js'

const DAY = 86_400
/** 2026-11-29, noon. */
const NOON = 1_795_953_600
const generous = { burst: 10_000, perHour: 10_000, mostAddresses: 100 }

type Answer = { readonly status: number; readonly headers: Readonly<Record<string, unknown>>; readonly bytes: Buffer }

let folder = ''
let now = NOON
const ending: (() => Promise<void> | void)[] = []

beforeEach(() => {
  now = NOON
  folder = join(mkdtempSync(join(tmpdir(), 'entrenous-board-')), 'board')
  createBoard(folder, { origin: ORIGIN, address: `https://${ORIGIN}/` })
})
afterEach(async () => {
  for (const end of ending.splice(0).reverse()) await end()
  rmSync(join(folder, '..'), { recursive: true, force: true })
})

/** Makes the board's segments smaller. */
function withSegmentsOf(count: number): void {
  const { description } = layoutOf(folder)
  writeFileSync(description, readFileSync(description, 'utf8').replace(/"mostRecords": \d+/, `"mostRecords": ${count}`))
}

function storeWith(caps: { recordsADay?: number; recordsInAll?: number } = {}) {
  return openStore({ ...readFolder(folder), caps: { recordsADay: 1000, recordsInAll: 10_000, ...caps } })
}

type Options = {
  readonly rate?: typeof generous
  readonly caps?: Parameters<typeof storeWith>[0]
  readonly patience?: number
}

async function started({ rate = generous, caps, patience = 10 }: Options = {}) {
  const store = storeWith(caps)
  const service = boardService({ store, now: () => now, rate, patience })
  await new Promise<void>((done) => service.server.listen(0, '127.0.0.1', done))
  // A TCP server that listens has an address of this kind.
  const { port } = service.server.address() as AddressInfo
  const agent = new Agent({ keepAlive: true })
  ending.push(async () => {
    agent.destroy()
    await service.close()
  })
  const ask = (method: string, path: string, body?: Uint8Array, headers: Record<string, string | number> = {}) =>
    new Promise<Answer>((resolve, reject) => {
      const sent = request({ port, path, method, headers, host: '127.0.0.1', agent }, (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, bytes: Buffer.concat(chunks) }),
        )
      })
      sent.on('error', reject).end(body)
    })
  return {
    store,
    service,
    port,
    ask,
    get: (path: string) => ask('GET', path),
    post: (record: Uint8Array) => ask('POST', '/records', record),
  }
}

const board = () => must(readBoard(readFileSync(layoutOf(folder).description, 'utf8')))
const receiptOf = ({ bytes }: Answer) => must(readReceipt(bytes.toString('utf8'), board()))

/** Everything that a reader fetches, verified: the records that are kept, by their index. */
async function readAll(get: (path: string) => Promise<Answer>): Promise<ReadonlyMap<number, Buffer>> {
  const text = async (path: string): Promise<string> => (await get(path)).bytes.toString('utf8')
  const checkpoint = must(readCheckpoint(await text('/checkpoint'), board()))
  const list = must(readSegmentList(await text('/segments.json'), board()))
  expect(list.size).toBe(checkpoint.size)
  const names = Array.from(
    { length: Math.ceil(checkpoint.size / 4096) },
    (_, at) => `/leaves/${String(at).padStart(6, '0')}.bin`,
  )
  const leaves = Buffer.concat(await Promise.all(names.map(async (name) => (await get(name)).bytes)))
  must(verifyLeafHashes(emptyFrontier, new Uint8Array(leaves), checkpoint))
  const records = new Map<number, Buffer>()
  for (const listed of list.segments) {
    const { bytes } = await get(`/segments/${listed.name}`)
    for (const [at, record] of must(openSegment(bytes, listed, board())).entries()) {
      const index = listed.first + at
      expect(Buffer.compare(leafHashOf(record), leaves.subarray(index * 32, index * 32 + 32))).toBe(0)
      records.set(index, Buffer.from(record))
    }
  }
  return records
}

describe('posting', () => {
  it('gives a receipt that proves the record to be there, and everybody can read it', async () => {
    const { post, get } = await started()
    for (const number of [0, 1, 2]) {
      const answer = await post(recordOf(number))
      expect(answer.status).toBe(200)
      const receipt = receiptOf(answer)
      expect(must(verifyInclusion(recordOf(number), receipt, receipt.checkpoint))).toBe(number)
    }
    const records = await readAll(get)
    expect(
      [...records.values()].map((one) => Buffer.compare(one, recordOf([...records.values()].indexOf(one)))),
    ).toEqual([0, 0, 0])
  })

  it('takes a hundred records at once, each one once', async () => {
    withSegmentsOf(30)
    const { post, get } = await started()
    const posted = Array.from({ length: 100 }, (_, at) => recordOf(at))
    const answers = await Promise.all(posted.map(post))
    expect(answers.map(({ status }) => status)).toEqual(posted.map(() => 200))
    const receipts = answers.map(receiptOf)
    expect(new Set(receipts.map(({ index }) => index)).size).toBe(100)
    for (const [at, receipt] of receipts.entries()) {
      must(verifyInclusion(posted[at] ?? new Uint8Array(0), receipt, receipt.checkpoint))
    }
    const records = await readAll(get)
    expect(records.size).toBe(100)
    expect(readdirSync(layoutOf(folder).segments)).toHaveLength(4)
  })

  it('takes the same record once, however often and however closely it is posted', async () => {
    const { post, get } = await started()
    const first = receiptOf(await post(recordOf(0)))
    const answers = await Promise.all([post(recordOf(1)), post(recordOf(1)), post(recordOf(0)), post(recordOf(1))])
    expect(answers.map((one) => receiptOf(one).index)).toEqual([1, 1, first.index, 1])
    expect((await readAll(get)).size).toBe(2)
  })

  it('wants exactly one record, no byte more and none less, and says so before it reads', async () => {
    const { ask, get } = await started()
    const statusFor = async (length: number): Promise<number> =>
      (await ask('POST', '/records', new Uint8Array(length))).status
    expect([await statusFor(2143), await statusFor(2145), await statusFor(0)]).toEqual([400, 413, 400])
    expect((await ask('POST', '/records', recordOf(0), { 'Transfer-Encoding': 'chunked' })).status).toBe(411)
    expect((await ask('PUT', '/records', recordOf(0))).status).toBe(405)
    expect((await ask('POST', '/checkpoint', recordOf(0))).status).toBe(405)
    expect((await get('/records')).status).toBe(405)
    expect((await readAll(get)).size).toBe(0)
  })

  it('is allowed to pages of any origin', async () => {
    const { ask } = await started()
    const { status, headers } = await ask('OPTIONS', '/records')
    expect([status, headers['access-control-allow-origin'], headers['access-control-allow-methods']]).toEqual([
      204,
      '*',
      'POST',
    ])
  })
})

describe('clients that are slow or broken', () => {
  const half = `POST /records HTTP/1.1\r\nHost: a\r\nContent-Length: 2144\r\n\r\n${'x'.repeat(1000)}`

  function socketTo(port: number): Promise<Socket> {
    return new Promise((done) => {
      const socket = connect(port, '127.0.0.1', () => done(socket))
      socket.on('error', () => undefined)
    })
  }
  const closed = (socket: Socket): Promise<string> =>
    new Promise((done) => {
      let text = ''
      socket.on('data', (chunk: Buffer) => {
        text += chunk.toString('latin1')
      })
      socket.on('close', () => done(text))
    })

  it('leave nothing behind when they hang up amid a record, and hold nobody up', async () => {
    const { port, post, get } = await started()
    const sockets = await Promise.all(Array.from({ length: 20 }, () => socketTo(port)))
    for (const socket of sockets) socket.write(half)
    expect((await post(recordOf(0))).status).toBe(200)
    for (const socket of sockets) socket.destroy()
    expect((await post(recordOf(1))).status).toBe(200)
    expect((await readAll(get)).size).toBe(2)
  })

  it('are not waited for', async () => {
    const { port, get } = await started({ patience: 1 })
    const [slow, silent] = [await socketTo(port), await socketTo(port)]
    slow.write(half)
    silent.write('POST /records HTTP/1.1\r\nHost: a\r\n')
    expect(await closed(slow)).toContain('408')
    expect(await closed(silent)).toContain('408')
    expect((await readAll(get)).size).toBe(0)
  })

  it('do not get a second record in behind the first, nor anything that is no request', async () => {
    const { port, get } = await started()
    const much = await socketTo(port)
    much.write(`${half}${'x'.repeat(1144)}${'y'.repeat(5000)}`)
    expect(await closed(much)).toContain('400')
    const noise = await socketTo(port)
    noise.write(Buffer.from(recordOf('noise')))
    expect(await closed(noise)).toContain('400')
    // The first was whole; whether it was still taken is the parser's business.
    expect((await readAll(get)).size).toBeLessThanOrEqual(1)
  })

  it('do not keep the board from closing, which answers what it has taken first', async () => {
    const { port, post, service } = await started({ patience: 1 })
    const slow = await socketTo(port)
    slow.write(half)
    const answer = post(recordOf(0))
    await new Promise((done) => service.server.once('request', done))
    await service.close()
    expect((await answer).status).toBe(200)
    expect(foundOf(storeWith()).segments).toHaveLength(1)
  })
})

describe('what is shown', () => {
  it('has the headers of a static host, and nothing by which a reader could be known again', async () => {
    withSegmentsOf(1)
    const { post, get, ask } = await started()
    await post(recordOf(0))
    await post(recordOf(1))
    const names = readdirSync(layoutOf(folder).segments).sort()
    const cacheOf = async (path: string): Promise<unknown> => (await get(path)).headers['cache-control']
    expect(await cacheOf(`/segments/${names[0]}`)).toBe('public, max-age=31536000, immutable')
    expect(await cacheOf(`/segments/${names[1]}`)).toBe('public, max-age=60')
    for (const path of ['/leaves/000000.bin', '/checkpoint', '/segments.json', '/board.json']) {
      expect(await cacheOf(path)).toBe('public, max-age=60')
    }
    const answers = [
      ...(await Promise.all(['/checkpoint', '/leaves/000000.bin', '/nothing', `/segments/${names[0]}`].map(get))),
      await post(recordOf(2)),
      await ask('GET', '/checkpoint', undefined, { cookie: 'id=1', 'if-none-match': '"1"' }),
    ]
    for (const { headers } of answers) {
      for (const name of ['set-cookie', 'etag', 'last-modified', 'vary', 'server'])
        expect(headers[name]).toBeUndefined()
      expect(headers['access-control-allow-origin']).toBe('*')
      expect(headers['x-content-type-options']).toBe('nosniff')
    }
    const head = await ask('HEAD', '/checkpoint')
    expect([head.status, head.bytes.length, Number(head.headers['content-length']) > 100]).toEqual([200, 0, true])
  })

  it('is nothing but the board', async () => {
    const { post, get } = await started()
    await post(recordOf(0))
    const paths = [
      '/',
      '/signing-key.json',
      '/../signing-key.json',
      '/segments/../../signing-key.json',
      '/segments/%2e%2e/checkpoint',
      '/segments',
      '/segments/2026-11-28-000.bin',
      '/leaves/000001.bin',
      '/leaves/0.bin',
      '/leaves/--.bin',
      '/checkpoint?id=1',
    ]
    for (const path of paths) expect((await get(path)).status, path).toBe(404)
  })

  it('is no more of a growing file than was acknowledged', async () => {
    const { post, get } = await started()
    await post(recordOf(0))
    const { segments, leaves } = layoutOf(folder)
    for (const path of [join(segments, readdirSync(segments)[0] ?? ''), join(leaves, '000000.bin')]) {
      writeFileSync(path, recordOf('tail').subarray(0, 700), { flag: 'a' })
    }
    expect((await readAll(get)).size).toBe(1)
    expect((await get('/leaves/000000.bin')).bytes).toHaveLength(32)
  })
})

describe('segments', () => {
  it('are cut by UTC day, and by the most records of one', async () => {
    withSegmentsOf(2)
    const { post, get } = await started()
    for (const number of [0, 1, 2]) await post(recordOf(number))
    now = Math.floor(NOON / DAY) * DAY + DAY - 1
    await post(recordOf(3))
    now += 1
    await post(recordOf(4))
    const list = must(readSegmentList((await get('/segments.json')).bytes.toString('utf8'), board()))
    expect(list.segments.map(({ name, first, count }) => [name, first, count])).toEqual([
      ['2026-11-29-000.bin', 0, 2],
      ['2026-11-29-001.bin', 2, 2],
      ['2026-11-30-000.bin', 4, 1],
    ])
    now = NOON
    await post(recordOf(5))
    expect(readdirSync(layoutOf(folder).segments).at(-1)).toBe('2026-11-30-000.bin')
    expect((await readAll(get)).size).toBe(6)
  })

  it('are deleted when their days are over, and every proof still holds', async () => {
    const { post, get, store } = await started()
    const old = receiptOf(await post(recordOf(0)))
    now = NOON + 35 * DAY
    await post(recordOf(1))
    expect((await readAll(get)).size).toBe(2)
    now = NOON + 36 * DAY
    await post(recordOf(2))
    const records = await readAll(get)
    expect([...records.keys()]).toEqual([1, 2])
    expect(readdirSync(layoutOf(folder).segments)).toHaveLength(2)
    must(verifyInclusion(recordOf(0), old, old.checkpoint))
    expect(forgetOld(store, now + 100 * DAY)).toBe(2)
    expect((await readAll(get)).size).toBe(0)
    expect(foundOf(storeWith()).segments).toEqual([])
    expect(receiptOf(await post(recordOf(3))).index).toBe(3)
  })
})

describe('a start', () => {
  const at = () => layoutOf(folder)
  function taken(count: number): void {
    const store = storeWith()
    takeRecords(
      store,
      Array.from({ length: count }, (_, number) => recordOf(number)),
      NOON,
    )
  }

  it('cuts a torn tail, and never a record that was acknowledged', () => {
    taken(3)
    const segment = join(at().segments, '2026-11-29-000.bin')
    const leaves = join(at().leaves, '000000.bin')
    const [records, hashes] = [readFileSync(segment), readFileSync(leaves)]
    writeFileSync(segment, recordOf(3).subarray(0, 1000), { flag: 'a' })
    writeFileSync(leaves, recordOf(3).subarray(0, 45), { flag: 'a' })
    writeFileSync(join(at().segments, '2026-11-29-001.bin'), recordOf(4))
    writeFileSync(join(at().leaves, '000001.bin'), recordOf(4).subarray(0, 32))
    expect(foundOf(storeWith()).places.size).toBe(3)
    expect(Buffer.compare(readFileSync(segment), records)).toBe(0)
    expect(Buffer.compare(readFileSync(leaves), hashes)).toBe(0)
    expect([readdirSync(at().segments), readdirSync(at().leaves)]).toEqual([['2026-11-29-000.bin'], ['000000.bin']])
  })

  it.each([
    ['a record is missing', () => writeFileSync(join(at().segments, '2026-11-29-000.bin'), recordOf(0))],
    [
      'a record is another',
      () =>
        writeFileSync(
          join(at().segments, '2026-11-29-000.bin'),
          Buffer.concat([recordOf(0), recordOf(1), recordOf(9)]),
        ),
    ],
    ['a leaf hash is missing', () => writeFileSync(join(at().leaves, '000000.bin'), new Uint8Array(64))],
    ['a leaf hash is another', () => writeFileSync(join(at().leaves, '000000.bin'), new Uint8Array(96))],
    ['the segment is gone', () => rmSync(join(at().segments, '2026-11-29-000.bin'))],
    ['the leaves are gone', () => rmSync(join(at().leaves, '000000.bin'))],
    ['the checkpoint is gone', () => rmSync(at().checkpoint)],
    ['the list is gone', () => rmSync(at().list)],
    ['the checkpoint is nobody’s', () => writeFileSync(at().checkpoint, 'a\n0\n')],
    ['the list is older', () => writeFileSync(at().list, `{"origin":"${ORIGIN}","size":0,"segments":[]}`)],
  ])('refuses to go on where %s', (_, damage) => {
    taken(3)
    damage()
    expect(() => storeWith()).toThrow()
  })

  it('refuses another key than the one described, and to make a second board in a folder', () => {
    const { key } = at()
    writeFileSync(key, readFileSync(key, 'utf8').replace(/[0-9a-f]{64}/, 'ab'.repeat(32)))
    expect(() => readFolder(folder)).toThrow()
    expect(() => createBoard(folder, { origin: ORIGIN, address: `https://${ORIGIN}/` })).toThrow()
  })

  it('makes a key for its owner alone', () => expect(statSync(at().key).mode & 0o777).toBe(0o600))
})

describe('a cap', () => {
  const statuses = async (options: Options, count: number): Promise<readonly number[]> => {
    const { post } = await started(options)
    const found: number[] = []
    for (let number = 0; number < count; number++) found.push((await post(recordOf(`cap ${number}`))).status)
    return found
  }

  it('holds for the records of a day, and the next day takes records again', async () => {
    const { post, get } = await started({ caps: { recordsADay: 3 } })
    const answers = await Promise.all([0, 1, 2, 3].map((number) => post(recordOf(number))))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 503])
    expect(answers[3]?.headers['retry-after']).toBe('3600')
    expect((await post(recordOf(0))).status).toBe(200)
    now += DAY
    expect((await post(recordOf(3))).status).toBe(200)
    expect((await readAll(get)).size).toBe(4)
  })

  it('holds for all records, for good', async () => {
    expect(await statuses({ caps: { recordsInAll: 2 } }, 3)).toEqual([200, 200, 507])
    now += 100 * DAY
    expect(await statuses({ caps: { recordsInAll: 2 } }, 1)).toEqual([507])
  })

  it('holds for the segments of a day', () => {
    withSegmentsOf(1)
    const store = storeWith({ recordsADay: 5000 })
    const records = Array.from({ length: 1001 }, (_, number) => recordOf(number))
    const answers = takeRecords(store, records, NOON)
    expect(answers.filter((one) => 'receipt' in one)).toHaveLength(1000)
    expect(answers[1000]).toEqual({ full: 'today' })
    expect(readdirSync(layoutOf(folder).segments).at(-1)).toBe('2026-11-29-999.bin')
  })
})

describe('the rate limit', () => {
  it('lets an address post so often, then after a wait again', async () => {
    const { post } = await started({ rate: { burst: 2, perHour: 60, mostAddresses: 10 } })
    const statuses = []
    for (const number of [0, 1, 2]) statuses.push((await post(recordOf(number))).status)
    expect(statuses).toEqual([200, 200, 429])
    now += 59
    const refused = await post(recordOf(2))
    expect([refused.status, refused.headers['retry-after']]).toEqual([429, '1'])
    now += 1
    expect((await post(recordOf(2))).status).toBe(200)
  })

  it('counts each address alone, and an IPv6 network as one', () => {
    const waitFor = rateLimit({ burst: 1, perHour: 60, mostAddresses: 10 })
    expect([waitFor('192.0.2.1', 0), waitFor('192.0.2.1', 0), waitFor('192.0.2.2', 0)]).toEqual([0, 60, 0])
    expect([waitFor('2001:db8::1', 0), waitFor('2001:db8:0:0:5::2', 0), waitFor('2001:db8:0:1::1', 0)]).toEqual([
      0, 60, 0,
    ])
    expect(waitFor('::ffff:192.0.2.1', 0)).toBe(60)
  })

  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['::1', '0:0:0:0'],
    ['2001:db8::', '2001:db8:0:0'],
    ['2001:0DB8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
    ['1:2:3:4:5:6:7::', '1:2:3:4'],
    ['', ''],
  ])('takes %s for %s', (address, network) => expect(networkOf(address)).toBe(network))

  it('keeps a bounded table: who was there is served, newcomers share one bucket, and full buckets are forgotten', () => {
    const waitFor = rateLimit({ burst: 2, perHour: 3600, mostAddresses: 3 })
    for (const one of ['a', 'b', 'c']) expect(waitFor(one, 0)).toBe(0)
    expect(['x', 'y', 'z'].map((one) => waitFor(one, 0))).toEqual([0, 0, 1])
    expect(waitFor('a', 0)).toBe(0)
    expect(['x', 'y', 'z', 'w'].map((one) => waitFor(one, 100))).toEqual([0, 0, 0, 0])
  })

  it('is not confused by a clock that goes back', () => {
    const waitFor = rateLimit({ burst: 1, perHour: 60, mostAddresses: 3 })
    expect([waitFor('a', 1000), waitFor('a', 0), waitFor('a', 1059), waitFor('a', 1060)]).toEqual([0, 60, 1, 0])
  })
})

describe('a disk that cannot be written', () => {
  it('makes the board say so, and the next record is taken when it can', async () => {
    const { post, get } = await started()
    expect((await post(recordOf(0))).status).toBe(200)
    const { leaves } = layoutOf(folder)
    const whole = readFileSync(join(leaves, '000000.bin'))
    rmSync(leaves, { recursive: true })
    writeFileSync(leaves, 'a file where a folder should be')
    const refused = await post(recordOf(1))
    expect([refused.status, refused.headers['retry-after']]).toEqual([503, '60'])
    expect((await post(recordOf(1))).status).toBe(503)
    rmSync(leaves)
    storeFolderAgain(leaves, whole)
    expect((await post(recordOf(1))).status).toBe(200)
    expect((await readAll(get)).size).toBe(2)
  })

  function storeFolderAgain(leaves: string, bytes: Buffer): void {
    mkdirSync(leaves)
    writeFileSync(join(leaves, '000000.bin'), bytes)
  }
})

describe('the board’s disk', () => {
  it('holds no address of anybody, and no other file than a board has', async () => {
    const { post } = await started()
    for (const number of [0, 1]) await post(recordOf(number))
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    const files = names.map((name) => name.replaceAll('\\', '/')).sort()
    expect(files).toEqual([
      'public',
      'public/board.json',
      'public/checkpoint',
      'public/leaves',
      'public/leaves/000000.bin',
      'public/segments',
      'public/segments.json',
      'public/segments/2026-11-29-000.bin',
      'signing-key.json',
    ])
    const forms = ['127.0.0.1', '::ffff', '7f000001', Buffer.from([127, 0, 0, 1]), Buffer.from([1, 0, 0, 127])]
    for (const name of files.filter((one) => one.includes('.'))) {
      const bytes = readFileSync(join(folder, name))
      for (const form of forms) expect(bytes.includes(form), `${name} holds ${form}`).toBe(false)
    }
  })
})
