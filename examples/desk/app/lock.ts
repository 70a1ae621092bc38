import type { Vault } from './device/vault.js'

/** Leaves nothing in memory: the page begins again, locked, once what was being written is on the disk. */
export async function lockDesk({ records }: Pick<Vault, 'records'>): Promise<void> {
  // Steps of the store take turns: this one comes after those that were under way.
  await records.read('settings').catch(() => undefined)
  location.reload()
}
