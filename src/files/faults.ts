/** What can keep a picture or document from being drawn anew. */
export const CLEAN_FAULTS = ['tooManyPixels', 'unreadable', 'passwordProtected', 'heic'] as const
export type CleanFault = (typeof CLEAN_FAULTS)[number]

/** The most pixels of a picture, in millions: phones take up to 64, beyond that memory is at risk. */
export const MOST_MEGAPIXELS = 65

/** Where a file is: its path, or its bytes where nothing of it may touch a disk. */
export type Source = string | Uint8Array
export type Cleaned = { bytes: Uint8Array } | { fault: CleanFault }
