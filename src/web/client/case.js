// The page of a case works without this file; it adds the shortcuts that the page lists.
import './form.js'
import { useKeys } from './keys.js'

useKeys()
