import { open } from 'node:fs/promises'
import { fileTypeFromFile } from 'file-type'
import type { FileType } from '../../forms/definition.ts'

const TYPES: Record<string, FileType> = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/apng': 'png',
  'image/webp': 'webp',
  'image/heic': 'heic',
  'image/heif': 'heic',
  'image/heic-sequence': 'heic',
  'image/heif-sequence': 'heic',
}

/** What a file is by its content, whatever its name and its sender say; undefined where it is nothing we know. */
export async function typeOfContent(path: string): Promise<FileType | undefined> {
  const found = await fileTypeFromFile(path)
  if (found) return TYPES[found.mime]
  return (await startsLate(path)) ? 'pdf' : undefined
}

/**
 * Some scanners write a line before the PDF itself, and every reader looks for the header within the
 * first 1,024 bytes. What stands before it is dropped when the document is rewritten.
 */
async function startsLate(path: string): Promise<boolean> {
  const file = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(1024), 0, 1024, 0)
    return buffer.subarray(0, bytesRead).includes('%PDF-')
  } finally {
    await file.close()
  }
}
