import sharp, { type Sharp } from 'sharp'
import { MOST_MEGAPIXELS, type UploadFault } from './faults.ts'

/** What uploads are kept as; pictures of other kinds become one of these. */
export type KeptType = 'pdf' | 'jpg' | 'png' | 'webp'
type Picture = Exclude<KeptType, 'pdf'>

/** Longest side in pixels: an A4 page at 300 dpi still fits. */
const LONGEST_SIDE = 4000
const QUALITY = 85

// The image library reads dozens of formats, SVG and PDF among them, and every reader is a risk.
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: ['VipsForeignLoadJpegFile', 'VipsForeignLoadPngFile', 'VipsForeignLoadWebpFile'],
})
sharp.concurrency(1)
sharp.cache(false)

/**
 * Draws a picture anew: upright, at most 4,000 pixels long, and without anything hidden in it (place,
 * device, thumbnail, whatever was appended). Of a moving picture the first image is kept.
 */
export async function redraw(from: string, to: string, type: Picture): Promise<UploadFault | undefined> {
  const limitInputPixels = MOST_MEGAPIXELS * 1_000_000
  return attempt(async () => {
    // Phones write JPEGs that draw warnings and show well; a picture that ends half-way does not.
    const picture = sharp(from, { limitInputPixels: false, failOn: 'error', pages: 1, sequentialRead: true })
    const { width, height } = await picture.metadata()
    if (width * height > limitInputPixels) return 'tooManyPixels'
    await encode(picture.autoOrient(), type).toFile(to)
    return undefined
  })
}

/** The same for pixels that another decoder read: red, green, blue, opacity. */
export async function drawPixels(
  pixels: { data: Uint8Array; width: number; height: number },
  to: string,
): Promise<UploadFault | undefined> {
  const { data, width, height } = pixels
  return attempt(async () => {
    const picture = sharp(data, { raw: { width, height, channels: 4 }, limitInputPixels: false })
    await encode(picture.flatten({ background: 'white' }), 'jpg').toFile(to)
    return undefined
  })
}

function encode(picture: Sharp, type: Picture): Sharp {
  const sized = picture.resize({
    width: LONGEST_SIDE,
    height: LONGEST_SIDE,
    fit: 'inside',
    withoutEnlargement: true,
  })
  if (type === 'png') return sized.png()
  return type === 'webp' ? sized.webp({ quality: QUALITY }) : sized.jpeg({ quality: QUALITY })
}

/** The image library has no error classes; what it cannot read is damaged, unless the disk is at fault. */
async function attempt(work: () => Promise<UploadFault | undefined>): Promise<UploadFault | undefined> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Error && /no space left|disk full|unable to write/i.test(error.message)) {
      throw Object.assign(new Error('no space left for a picture'), { code: 'ENOSPC' })
    }
    return 'unreadable'
  }
}
