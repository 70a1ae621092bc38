import { defineConfig } from 'tsup'

const common = { format: 'esm', target: 'es2022', sourcemap: false, clean: false, silent: true } as const

export default defineConfig([
  {
    ...common,
    entry: {
      index: 'src/index.ts',
      practitioner: 'src/practitioner.ts',
      community: 'src/community.ts',
      'post-quantum': 'src/post-quantum.ts',
      'web-crypto': 'src/web-crypto.ts',
      'labels/en': 'src/labels/en.ts',
    },
    dts: true,
    // One copy of every opaque class, whichever entry made the value.
    splitting: true,
    minify: false,
  },
  {
    ...common,
    // The command carries ML-KEM itself: it must start where nobody installed the optional peer.
    entry: { cli: 'src/cli.ts' },
    noExternal: ['@noble/post-quantum'],
    dts: false,
    splitting: false,
  },
  {
    ...common,
    // The person's side as one file for a plain page's module script.
    entry: { 'entrenous.browser': 'src/index.ts' },
    platform: 'browser',
    noExternal: [/.*/],
    dts: false,
    splitting: false,
    minify: true,
  },
  {
    ...common,
    // What `entrenous demo --directory` reads a national directory with.
    entry: { 'us-directory': 'examples/us-directory/convert.ts' },
    dts: false,
    splitting: false,
  },
])
