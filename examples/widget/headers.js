// The headers of the widget's origin, as one value: servers send it, tests hold both to it, docs/guides/embedding.md
// prints it.

/** Everything a page may ask of a device, refused. */
const features = [
  'accelerometer',
  'autoplay',
  'browsing-topics',
  'camera',
  'clipboard-read',
  'compute-pressure',
  'display-capture',
  'encrypted-media',
  'fullscreen',
  'gamepad',
  'geolocation',
  'gyroscope',
  'hid',
  'identity-credentials-get',
  'idle-detection',
  'interest-cohort',
  'local-fonts',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'picture-in-picture',
  'publickey-credentials-get',
  'screen-wake-lock',
  'serial',
  'storage-access',
  'usb',
  'xr-spatial-tracking',
]

/**
 * Writes the policy of a page with one script and one style, both named by their hashes. Nothing is fetched, nothing is
 * framed, no form is sent, no text becomes markup or code.
 *
 * @param {{ readonly script: string, readonly style: string }} hashes SHA-256, in base64
 */
export function policyOf({ script, style }) {
  return [
    "default-src 'none'",
    `script-src 'sha256-${script}'`,
    `style-src 'sha256-${style}'`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ')
}

/**
 * Finds the policy that a built file carries: the header repeats it, so that the two cannot differ.
 *
 * @param {string} html
 */
export function policyIn(html) {
  const found = /<meta http-equiv="Content-Security-Policy" content="([^"]+)">/.exec(html)
  if (found?.[1] === undefined) throw new Error('the file carries no policy')
  return found[1]
}

/**
 * The headers to serve a built file with.
 *
 * @param {string} html the file
 * @param {readonly string[]} ancestors the origins whose pages may embed it, such as `https://harbour.example`
 * @returns {Readonly<Record<string, string>>}
 */
export function headersOf(html, ancestors) {
  return {
    'Content-Type': 'text/html; charset=utf-8',
    // A meta element cannot say who may embed the page, nor sandbox it when it is opened by itself.
    'Content-Security-Policy': `${policyIn(html)}; frame-ancestors ${ancestors.length === 0 ? "'none'" : ancestors.join(' ')}`,
    'Connection-Allowlist': '()',
    'Referrer-Policy': 'no-referrer',
    'Permissions-Policy': features.map((name) => `${name}=()`).join(', '),
    'X-Content-Type-Options': 'nosniff',
    'X-DNS-Prefetch-Control': 'off',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'cross-origin',
    'Cache-Control': 'public, max-age=300, no-transform',
  }
}
