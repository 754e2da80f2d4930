// npm test: installs when needed, then runs the tests under the right Node. More arguments go to Vitest.
import { join } from 'node:path'
import { install, root, runUnderRightNode } from './runtime.mjs'

install()
process.chdir(root)
runUnderRightNode([join('node_modules', 'vitest', 'vitest.mjs'), 'run', ...process.argv.slice(2)])
