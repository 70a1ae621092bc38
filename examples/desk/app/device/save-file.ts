/** Hands a file to the browser's own saving. Nothing leaves the device. */
export function saveFile(name: string, content: string | Uint8Array): void {
  const part = typeof content === 'string' ? content : new Uint8Array(content)
  const address = URL.createObjectURL(new Blob([part], { type: 'application/octet-stream' }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The download has begun by then, and has the bytes.
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
