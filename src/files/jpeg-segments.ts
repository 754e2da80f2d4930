const START = 0xd8
const SCAN = 0xda
const COMMENT = 0xfe
/** Colour data a reader needs: JFIF, ICC profile and Adobe's marks. */
const NEEDED_APPLICATION_DATA = [0xe0, 0xe2, 0xee]

/**
 * A JPEG without its comments and application data (EXIF with place and device, XMP, thumbnails), its
 * picture untouched. Bytes that are no proper JPEG come back as they are: nothing would show them.
 */
export function withoutSegments(bytes: Uint8Array): Uint8Array {
  if (bytes[0] !== 0xff || bytes[1] !== START) return bytes
  const kept = [bytes.subarray(0, 2)]
  let at = 2
  while (at + 4 <= bytes.length) {
    const marker = bytes[at + 1] ?? 0
    if (bytes[at] !== 0xff) return bytes
    if (marker === SCAN) return Buffer.concat([...kept, bytes.subarray(at)])
    const end = at + 2 + (bytes[at + 2] ?? 0) * 256 + (bytes[at + 3] ?? 0)
    if (!isHidden(marker)) kept.push(bytes.subarray(at, end))
    at = end
  }
  return bytes
}

function isHidden(marker: number): boolean {
  return marker === COMMENT || (marker >= 0xe0 && marker <= 0xef && !NEEDED_APPLICATION_DATA.includes(marker))
}
