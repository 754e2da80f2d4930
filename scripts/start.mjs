// npm start: on a fresh clone this installs, makes the data folder, migrates, fills the catalogue and serves.
import module from 'node:module'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { install, isRightNode, root, runUnderRightNode } from './runtime.mjs'

install()
if (isRightNode()) {
  // The program is read and compiled once, not at every start; a start then takes a third less time and memory.
  module.enableCompileCache(join(root, 'node_modules', '.cache', 'sala', 'code'))
  await import(pathToFileURL(join(root, 'src', 'main.ts')).href)
} else runUnderRightNode([...process.execArgv, fileURLToPath(import.meta.url)])
