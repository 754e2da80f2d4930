// Loaded before the program that is measured: it tells its own use of the machine to its parent, and to nobody else.
export type Use = { cpuMs: number; rssBytes: number }

process.on('message', () => {
  const { user, system } = process.cpuUsage()
  const use: Use = { cpuMs: (user + system) / 1000, rssBytes: process.memoryUsage.rss() }
  process.send?.(use)
})
// Listening must not keep the program from ending.
process.channel?.unref()
