// Builds one of the host pages into a folder that any static host can serve:
//
//   node examples/host/build.js plain|react <out> <settings.json>
//
// The settings: { "intake": origin of the widget, "catalogue": address, "board": address of board.json or null, "leave": a
// neutral page }. They are public and the same for everybody.
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { argv, exit } from 'node:process'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const here = fileURLToPath(new URL('.', import.meta.url))
const root = resolve(here, '..', '..')

/** @typedef {{ readonly intake: string, readonly catalogue: string, readonly board: string | null, readonly leave: string }} HostSettings */

/**
 * Builds one page.
 *
 * @param {'plain' | 'react'} page
 * @param {string} out a folder, which is emptied
 * @param {HostSettings} settings
 */
export async function buildHost(page, out, { intake, catalogue, board, leave }) {
  await build({
    configFile: false,
    root: join(here, page),
    base: './',
    logLevel: 'error',
    // Whatever NODE_ENV says: what a library tells its developers is on no page for people.
    oxc: { jsx: { development: false } },
    define: {
      'process.env.NODE_ENV': JSON.stringify('production'),
      __INTAKE__: JSON.stringify(intake),
      __LEAVE__: JSON.stringify(leave),
      __PLACES__: JSON.stringify(board === null ? { catalogue } : { catalogue, board }),
    },
    resolve: { alias: [{ find: /^entrenous\/(.+)$/, replacement: join(root, 'dist', '$1.js') }] },
    plugins: [
      {
        name: 'origins',
        transformIndexHtml: (html) => html.replaceAll('%INTAKE%', intake).replaceAll('%LEAVE%', leave),
      },
    ],
    build: {
      outDir: resolve(out),
      emptyOutDir: true,
      target: 'es2022',
      modulePreload: false,
      reportCompressedSize: false,
    },
  })
}

/**
 * The headers of a host page: nothing runs but its own files, nothing is asked but the catalogue and the board, nothing is
 * framed but the widget.
 *
 * @param {HostSettings} settings
 * @returns {Readonly<Record<string, string>>}
 */
export function hostHeaders({ intake, catalogue, board }) {
  const asked = [catalogue, ...(board === null ? [] : [board])].map((address) => new URL(address).origin)
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    // An icon that is nothing: without one a browser asks the server for it.
    'img-src data:',
    `connect-src ${[...new Set(asked)].join(' ')}`,
    `frame-src ${intake}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ]
  return {
    'Content-Security-Policy': policy.join('; '),
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Opener-Policy': 'same-origin',
  }
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  const [page, out, settings] = argv.slice(2)
  if ((page !== 'plain' && page !== 'react') || out === undefined || settings === undefined) {
    console.error('node examples/host/build.js plain|react <out> <settings.json>')
    exit(2)
  }
  await buildHost(page, out, JSON.parse(readFileSync(settings, 'utf8')))
}
