import { createSocket } from 'node:dgram'
import { createServer } from 'node:net'
import type { Sighting } from '../capture/sighting.js'
import { textPart } from '../capture/sighting.js'
import { readQuestion, writeAnswer } from './dns-packet.js'

/** Which name an address of ours was given to, and which address a name got. */
export type AddressBook = {
  readonly addressOf: (name: string) => readonly [number, number, number, number]
  readonly nameOf: (address: string) => string | undefined
}

/** The two blocks set aside for measuring (RFC 2544): nobody else has these addresses. */
const firstAddress = 0xc6120101
const mostAddresses = 100_000

/**
 * An empty address book: every name gets an address of its own, so that a bare connection still says whose it was.
 *
 * @returns the book.
 * Privacy: names may hold answers; they stay in this process.
 * Cost: O(1) per lookup; after 100,000 names the last address is given again.
 */
export function makeAddressBook(): AddressBook {
  const addresses = new Map<string, number>()
  const names = new Map<string, string>()
  return {
    addressOf: (name) => {
      const number = addresses.get(name) ?? firstAddress + Math.min(addresses.size, mostAddresses)
      addresses.set(name, number)
      const address = [(number >>> 24) & 255, (number >>> 16) & 255, (number >>> 8) & 255, number & 255] as const
      names.set(address.join('.'), name)
      return address
    },
    nameOf: (address) => names.get(address.replace(/^::ffff:/, '')),
  }
}

/**
 * Answers every name with an address of ours, and tells which names were asked for, each once.
 *
 * @param address - where it stands; the answers must come from the address that was asked.
 * @param book - what the names get.
 * @param saw - told of each name.
 * @returns when it stands; rejects where the port is not to be had.
 * Privacy: names may hold answers; they are handed to `saw` alone.
 * Cost: two sockets.
 */
export async function serveNames(address: string, book: AddressBook, saw: (sighting: Sighting) => void): Promise<void> {
  const seen = new Set<string>()
  const answer = (packet: Uint8Array): Uint8Array | undefined => {
    const question = readQuestion(packet)
    if (question === undefined) return undefined
    // A browser asks how to reach a port of a host under a name of its own making.
    const name = question.name.replace(/^_\d+\._https\./, '')
    if (!seen.has(name)) {
      seen.add(name)
      const parts = [textPart('name', name)]
      saw({ method: 'names', channel: 'name lookup', at: Date.now(), destination: name, parts })
    }
    return writeAnswer(question, question.type === 1 ? book.addressOf(question.name) : undefined)
  }
  const socket = createSocket({ type: 'udp4', reuseAddr: true })
  socket.on('message', (packet, from) => {
    const bytes = answer(packet)
    if (bytes !== undefined) socket.send(bytes, from.port, from.address, () => {})
  })
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject)
    socket.bind(53, address, resolve)
  })
  const server = createServer((connection) => {
    connection.on('error', () => {})
    connection.on('data', (chunk) => {
      const bytes = answer(chunk.subarray(2))
      if (bytes !== undefined)
        connection.end(Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 255]), bytes]))
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(53, address, resolve)
  })
}
