import AsyncStorage from '@react-native-async-storage/async-storage'
import { type Catalogue, type CatalogueFailure, epochSeconds, type Head, openCatalogue, type Result } from 'entrenous'
import { community } from './community'

/** Public plain data, the same on every device: nothing about the person is ever kept here. */
const HEAD = 'catalogue-head'

/** The community's list, signed, fresh, and not older than the one seen before. */
export async function loadCatalogue(): Promise<Result<Catalogue, CatalogueFailure>> {
  const [response, kept] = await Promise.all([
    fetch(community.catalogue, { credentials: 'omit' }),
    AsyncStorage.getItem(HEAD),
  ])
  const bytes = new Uint8Array(await response.arrayBuffer())
  const lastSeen: Head | 'first-use' = kept === null ? 'first-use' : JSON.parse(kept)
  const catalogue = openCatalogue(bytes, { trust: [community.trust], lastSeen, now: epochSeconds(new Date()) })
  if (catalogue.ok) await AsyncStorage.setItem(HEAD, JSON.stringify(catalogue.value.head))
  return catalogue
}
