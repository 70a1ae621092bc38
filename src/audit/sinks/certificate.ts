import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'

/** A certificate of our own, and what the browser is told so that it believes it. */
export type OwnCertificate = {
  readonly key: string
  readonly certificate: string
  /** The digest of the public key, as `--ignore-certificate-errors-spki-list` takes it. */
  readonly keyDigest: string
}

/**
 * Makes a certificate for every name, so that what a page sends by HTTPS to somebody else is read by our own server. It
 * is believed by nobody but the one browser that is started with its digest.
 *
 * @param now - milliseconds since 1970; it is good from a day before to a year after.
 * @returns the certificate with its key, drawn anew.
 * Privacy: the key lives as long as one audit and is written nowhere.
 * Cost: one key pair and one signature of P-256.
 */
export function makeCertificate(now: number): OwnCertificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const publicBytes = publicKey.export({ type: 'spki', format: 'der' })
  const algorithm = sequence(Buffer.from('06082a8648ce3d040302', 'hex'))
  const name = sequence(
    element(0x31, sequence(Buffer.from('0603550403', 'hex'), element(0x0c, Buffer.from('audit.test')))),
  )
  const day = 86_400_000
  const body = sequence(
    element(0xa0, element(0x02, Buffer.from([2]))),
    element(0x02, Buffer.from([1])),
    algorithm,
    name,
    sequence(time(now - day), time(now + 365 * day)),
    name,
    publicBytes,
  )
  const certificate = sequence(body, algorithm, element(0x03, Buffer.from([0]), signed(body, privateKey)))
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    certificate: `-----BEGIN CERTIFICATE-----\n${certificate.toString('base64')}\n-----END CERTIFICATE-----\n`,
    keyDigest: createHash('sha256').update(publicBytes).digest('base64'),
  }
}

function signed(bytes: Buffer, key: KeyObject): Buffer {
  return sign('sha256', bytes, key)
}

/** UTCTime: two digits of the year. */
function time(at: number): Buffer {
  const text = new Date(at).toISOString().replace(/[-:T]/g, '').slice(2, 14)
  return element(0x17, Buffer.from(`${text}Z`))
}

function sequence(...parts: readonly Uint8Array[]): Buffer {
  return element(0x30, ...parts)
}

function element(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const contents = Buffer.concat(parts)
  const { length } = contents
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255]
  return Buffer.concat([Buffer.from([tag, ...size]), contents])
}
