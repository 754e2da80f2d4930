// npm run demo: on a fresh clone this installs, fills a throwaway folder with half a year of invented life, and serves.
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { install, isRightNode, root, runUnderRightNode } from './runtime.mjs'

install()
if (isRightNode()) await import(pathToFileURL(join(root, 'scripts', 'demo', 'main.ts')).href)
else runUnderRightNode([...process.execArgv, fileURLToPath(import.meta.url)])
