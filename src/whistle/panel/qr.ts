import QRCode from 'qrcode'

/** Light modules around the code, without which cameras do not find it. */
const MARGIN = 3

/** A QR code as one path of an inline SVG of `size` units each way: pages here may load no picture and bear no style. */
export function qrOf(text: string): { size: number; path: string } {
  const { size, data } = QRCode.create(text, { errorCorrectionLevel: 'M' }).modules
  const dark = [...data].flatMap((bit, at) =>
    bit ? [`M${(at % size) + MARGIN} ${Math.floor(at / size) + MARGIN}h1v1h-1z`] : [],
  )
  return { size: size + 2 * MARGIN, path: dark.join('') }
}
