import sharp from 'sharp'
import type { ChosenFile } from './person.ts'

/** A picture of one colour, as large as a telephone's small ones; no two colours give the same bytes. */
export async function photo(name: string, colour: string): Promise<ChosenFile> {
  const picture = sharp({ create: { width: 640, height: 480, channels: 3, background: colour } })
  return { name, mimeType: 'image/jpeg', buffer: await picture.jpeg().toBuffer() }
}
