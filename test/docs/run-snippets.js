// Runs the snippets it is told, one after the other, and says of each how it ended. To start a process for each would
// take ten times as long; whoever fails here is run once more alone.

process.on('message', async (/** @type {string} */ script) => {
  try {
    const { run } = await import(script)
    await run()
    process.send?.('ran')
  } catch (error) {
    process.send?.(error instanceof Error ? (error.stack ?? error.message) : String(error))
  }
})
