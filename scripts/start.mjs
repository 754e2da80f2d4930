// npm start: on a fresh clone this installs, makes the data folder, migrates, fills the catalogue and serves.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { install, isRightNode, root, runUnderRightNode } from './runtime.mjs'

install()
const main = join(root, 'src', 'main.ts')
if (isRightNode()) await import(pathToFileURL(main).href)
else runUnderRightNode([main])
