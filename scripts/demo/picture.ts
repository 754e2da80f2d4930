import sharp, { type Sharp } from 'sharp'

type Box = { left: number; top: number; width: number; height: number; colour: string }

/** A sheet with boxes on it, drawn without any file format being read: the cleaner of uploads has those locked. */
export function sheetOf(size: { width: number; height: number }, paper: string, boxes: Box[]): Sharp {
  const sheet = sharp({ create: { ...size, channels: 3, background: paper } })
  return sheet.composite(
    boxes.map(({ left, top, width, height, colour }) => ({
      input: { create: { width, height, channels: 3, background: colour } },
      ...{ left, top },
    })),
  )
}
