const path = require('node:path')
const { getDefaultConfig, mergeConfig } = require('@react-native/metro-config')

const library = path.resolve(__dirname, '../../dist')
const fileOf = (name) => path.join(library, `${name === 'entrenous' ? 'index' : name.slice('entrenous/'.length)}.js`)

// Here the library is the build beside this folder; in an application of one's own it is installed, and none of this is needed.
module.exports = mergeConfig(getDefaultConfig(__dirname), {
  watchFolders: [library],
  resolver: {
    nodeModulesPaths: [path.join(__dirname, 'node_modules')],
    disableHierarchicalLookup: true,
    resolveRequest: (context, name, platform) =>
      name === 'entrenous' || name.startsWith('entrenous/')
        ? { type: 'sourceFile', filePath: fileOf(name) }
        : context.resolveRequest(context, name, platform),
  },
})
