/**
 * Makes a name that every disk takes of a name that people use.
 *
 * @param name as it is called
 * @param otherwise where nothing of it is left, as of one in another script
 */
export function fileNameOf(name: string, otherwise: string): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60)
  return plain === '' ? otherwise : plain
}
