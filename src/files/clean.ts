import sharp, { type Sharp } from 'sharp'
import { MOST_MEGAPIXELS, type Cleaned, type CleanFault } from './faults.ts'

/** What uploads are kept as; pictures of other kinds become one of these. */
export type KeptType = 'pdf' | 'jpg' | 'png' | 'webp'
type Picture = Exclude<KeptType, 'pdf'>
export type Pixels = { data: Uint8Array; width: number; height: number }

/** Longest side in pixels: an A4 page at 300 dpi still fits. */
const LONGEST_SIDE = 4000
const QUALITY = 85

// The image library reads dozens of formats, SVG and PDF among them, and every reader is a risk.
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: ['Jpeg', 'Png', 'Webp'].flatMap((type) => [
    `VipsForeignLoad${type}File`,
    `VipsForeignLoad${type}Buffer`,
  ]),
})
sharp.concurrency(1)
sharp.cache(false)

/**
 * Draws a picture anew: upright, at most 4,000 pixels long, and without anything hidden in it (place,
 * device, thumbnail, whatever was appended). Of a moving picture the first image is kept.
 */
export async function redraw(from: string, to: string, type: Picture): Promise<CleanFault | undefined> {
  return attempt(async () => {
    const picture = await upright(from)
    if (!picture) return 'tooManyPixels'
    await encode(picture, type).toFile(to)
    return undefined
  })
}

/** The same in memory, for what may never lie on a disk in the clear. */
export async function redrawn(from: Uint8Array, type: Picture): Promise<Cleaned> {
  let bytes = new Uint8Array()
  const fault = await attempt(async () => {
    const picture = await upright(from)
    if (!picture) return 'tooManyPixels'
    bytes = new Uint8Array(await encode(picture, type).toBuffer())
    return undefined
  })
  return fault ? { fault } : { bytes }
}

/** Undefined where the picture is too large to unfold. */
async function upright(from: string | Uint8Array): Promise<Sharp | undefined> {
  // Phones write JPEGs that draw warnings and show well; a picture that ends half-way does not.
  const picture = sharp(from, { limitInputPixels: false, failOn: 'error', pages: 1, sequentialRead: true })
  const { width, height } = await picture.metadata()
  return width * height > MOST_MEGAPIXELS * 1_000_000 ? undefined : picture.autoOrient()
}

/** The same for pixels that another decoder read: red, green, blue, opacity. */
export async function drawPixels(pixels: Pixels, to: string): Promise<CleanFault | undefined> {
  return attempt(async () => {
    await ofPixels(pixels).toFile(to)
    return undefined
  })
}

/** The same in memory. */
export async function drawnPixels(pixels: Pixels): Promise<Cleaned> {
  return { bytes: new Uint8Array(await ofPixels(pixels).toBuffer()) }
}

function ofPixels({ data, width, height }: Pixels): Sharp {
  const picture = sharp(data, { raw: { width, height, channels: 4 }, limitInputPixels: false })
  return encode(picture.flatten({ background: 'white' }), 'jpg')
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
async function attempt(work: () => Promise<CleanFault | undefined>): Promise<CleanFault | undefined> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Error && /no space left|disk full|unable to write/i.test(error.message)) {
      throw Object.assign(new Error('no space left for a picture'), { code: 'ENOSPC' })
    }
    return 'unreadable'
  }
}
