// Screenshots for the package: a PNG with a palette takes a third of the bytes, and shows plain areas and letters alike.
import { crc32, deflateSync, inflateSync } from 'node:zlib'

const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10])
const maxColours = 256

/** The same picture with the 256 colours that it shows most; others become the nearest of these. */
export function smallPicture(png) {
  const { width, height, bytes, data } = decode(png)
  const colourAt = (at) => (data[at] << 16) | (data[at + 1] << 8) | data[at + 2]
  const counts = new Map()
  for (let at = 0; at < data.length; at += bytes) counts.set(colourAt(at), (counts.get(colourAt(at)) ?? 0) + 1)
  const palette = [...counts].toSorted(([, a], [, b]) => b - a).map(([colour]) => colour)
  const shown = palette.slice(0, maxColours)
  const indices = new Map(palette.map((colour, index) => [colour, index < maxColours ? index : nearest(shown, colour)]))
  // Each line begins with the number of its filter: 0, none.
  const lines = Buffer.alloc(height * (width + 1))
  for (let pixel = 0; pixel < width * height; pixel += 1)
    lines[pixel + Math.floor(pixel / width) + 1] = indices.get(colourAt(pixel * bytes))
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  // Eight bits for each pixel, which are the number of a colour.
  head.set([8, 3], 8)
  const colours = Buffer.from(shown.flatMap(channelsOf))
  const packed = deflateSync(lines, { level: 9, memLevel: 9 })
  return Buffer.concat([
    signature,
    ...[
      ['IHDR', head],
      ['PLTE', colours],
      ['IDAT', packed],
      ['IEND', Buffer.alloc(0)],
    ].map(chunk),
  ])
}

const channelsOf = (colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]

function nearest(colours, colour) {
  const [red, green, blue] = channelsOf(colour)
  const farness = colours.map((one) => {
    const [r, g, b] = channelsOf(one)
    return (r - red) ** 2 + (g - green) ** 2 + (b - blue) ** 2
  })
  return farness.indexOf(Math.min(...farness))
}

function chunk([type, data]) {
  const named = Buffer.concat([Buffer.from(type), data])
  const whole = Buffer.alloc(named.length + 8)
  whole.writeUInt32BE(data.length, 0)
  named.copy(whole, 4)
  whole.writeUInt32BE(crc32(named), named.length + 4)
  return whole
}

/** The pixels of a PNG as Chromium writes it: eight bits for each channel, with or without transparency, in one pass. */
function decode(png) {
  const width = png.readUInt32BE(16)
  const height = png.readUInt32BE(20)
  const bytes = png[25] === 6 ? 4 : 3
  const parts = []
  for (let at = 8; at < png.length; at += png.readUInt32BE(at) + 12)
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT')
      parts.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)))
  const raw = inflateSync(Buffer.concat(parts))
  const line = width * bytes
  const data = Buffer.alloc(height * line)
  for (let row = 0; row < height; row += 1) {
    const filter = raw[row * (line + 1)]
    for (let column = 0; column < line; column += 1) {
      const at = row * line + column
      const left = column < bytes ? 0 : data[at - bytes]
      const up = row === 0 ? 0 : data[at - line]
      const corner = row === 0 || column < bytes ? 0 : data[at - line - bytes]
      data[at] = raw[at + row + 1] + [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter]
    }
  }
  return { width, height, bytes, data }
}

function paeth(left, up, corner) {
  const guess = left + up - corner
  const [a, b, c] = [left, up, corner].map((one) => Math.abs(guess - one))
  return a <= b && a <= c ? left : b <= c ? up : corner
}
