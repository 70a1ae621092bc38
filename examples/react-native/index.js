// First, so that `crypto.getRandomValues` is there before anything asks for it.
import 'react-native-get-random-values'
import { AppRegistry } from 'react-native'
import { App } from './App'

AppRegistry.registerComponent('entrenous', () => App)
