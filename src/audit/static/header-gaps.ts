import type { Gap, Sent } from './served.js'

const features =
  'accelerometer autoplay browsing-topics camera clipboard-read compute-pressure display-capture encrypted-media fullscreen gamepad geolocation gyroscope hid identity-credentials-get idle-detection interest-cohort local-fonts magnetometer microphone midi payment picture-in-picture publickey-credentials-get screen-wake-lock serial storage-access usb xr-spatial-tracking'.split(
    ' ',
  )

/**
 * Finds the features of the device that a page does not refuse.
 *
 * @param sent - what the page sends.
 * @returns one gap, or none.
 * Privacy: public in, public out.
 * Cost: O(features). @since 0.2
 */
export function permissionGaps({ value }: Sent): readonly Gap[] {
  const refused = new Set(
    (value('permissions-policy') ?? '')
      .split(',')
      .flatMap((one) => /^\s*([a-z-]+)\s*=\s*\(\s*\)\s*$/.exec(one)?.[1] ?? []),
  )
  const left = features.filter((name) => !refused.has(name))
  if (left.length === 0) return []
  const says =
    refused.size === 0
      ? 'The page refuses none of the features of the device.'
      : `The page does not refuse: ${left.slice(0, 5).join(', ')}${left.length > 5 ? ` and ${left.length - 5} more` : ''}.`
  const open = left.includes('identity-credentials-get') ? ['identity providers'] : []
  return [
    {
      where: 'Permissions-Policy',
      open,
      says,
      add: `Permissions-Policy: ${left.map((name) => `${name}=()`).join(', ')}`,
    },
  ]
}

type Small = {
  readonly header: string
  readonly good: RegExp
  readonly says: string
  readonly add: string
  readonly open: readonly string[]
}

const small: readonly Small[] = [
  {
    header: 'Referrer-Policy',
    // The last value that a browser knows counts.
    good: /(^|,)\s*no-referrer\s*$/,
    says: 'The address of the page goes along with what it requests and where it leads.',
    add: 'no-referrer',
    open: ['its own address in Referer'],
  },
  {
    header: 'X-DNS-Prefetch-Control',
    good: /^\s*off\s*$/,
    says: 'Host names of links are looked up ahead of time.',
    add: 'off',
    open: ['name lookups ahead of time (dns-prefetch)'],
  },
  {
    header: 'X-Content-Type-Options',
    good: /^\s*nosniff\s*$/,
    says: 'A file can be taken for another kind than it is.',
    add: 'nosniff',
    open: [],
  },
  {
    header: 'Cross-Origin-Opener-Policy',
    good: /^\s*same-origin\s*(;|$)/,
    says: 'A page that opened this one keeps a hold of its window.',
    add: 'same-origin',
    open: [],
  },
  {
    header: 'Cross-Origin-Resource-Policy',
    good: /^\s*(cross-origin|same-site|same-origin)\s*$/,
    says: 'It is left open who may load this page as a file.',
    add: 'cross-origin',
    open: [],
  },
]

/**
 * Finds the smaller headers that are missing or weak.
 *
 * @param sent - what the page sends.
 * @returns a gap for each.
 * Privacy: public in, public out.
 * Cost: O(headers). @since 0.2
 */
export function smallGaps({ value, metaReferrer }: Sent): readonly Gap[] {
  return small.flatMap(({ header, good, says, add, open }) => {
    const sent = (
      value(header.toLowerCase()) ??
      (header === 'Referrer-Policy' ? metaReferrer : undefined) ??
      ''
    ).toLowerCase()
    return good.test(sent) ? [] : [{ where: header, open, says, add: `${header}: ${add}` }]
  })
}

/** Headers by which the browser sends, fetches or leads by itself. */
const active: readonly (readonly [header: string, pattern: RegExp, says: string])[] = [
  [
    'reporting-endpoints',
    /./,
    'The browser sends reports, with the address of the page in them, to the endpoints named.',
  ],
  ['report-to', /./, 'The browser sends reports, with the address of the page in them, to the endpoints named.'],
  ['nel', /./, 'The browser reports each failed connection.'],
  [
    'link',
    /rel\s*=\s*"?[^",;]*(preconnect|dns-prefetch|prefetch|preload|prerender|stylesheet)/i,
    'The Link header has the browser connect or fetch.',
  ],
  ['refresh', /./, 'The Refresh header leads to another address.'],
  ['speculation-rules', /./, 'The browser fetches pages ahead of time.'],
  ['set-cookie', /./, 'A cookie is set: it goes along with every request to this site.'],
  ['attribution-reporting-register-source', /./, 'The browser reports to an advertiser.'],
]

/**
 * Finds headers by which the browser itself sends, fetches or leads somewhere.
 *
 * @param sent - what the page sends.
 * @returns a gap for each.
 * Privacy: public in, public out.
 * Cost: O(headers). @since 0.2
 */
export function reportGaps({ guards, value }: Sent): readonly Gap[] {
  const headers = active.flatMap(([name, pattern, says]): readonly Gap[] =>
    pattern.test(value(name) ?? '')
      ? [{ where: name, open: [], says, add: `(nothing: leave the header ${name} out)` }]
      : [],
  )
  const reports = guards.policies.some((policy) => policy.has('report-uri') || policy.has('report-to'))
  const says = 'Each violation of the policy is reported, with the address that was blocked in it.'
  return reports
    ? [...headers, { where: 'report-uri', open: [], says, add: '(nothing: leave report-uri and report-to out)' }]
    : headers
}
