import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { STANDARD_POSITIONS } from '../../src/whistle/standard-roster.ts'

/** Rows for members; a report has as many grants. */
const MEMBER_ROWS = 6
const ESCROW_ROWS = 3

/** One step: who does it, what, and the command if there is one. */
type Step = { who: 'เครื่องปลอดเครือข่าย' | 'เครื่องแม่ข่าย' | 'ผู้รับเรื่อง' | 'ทุกคน'; what: string; command?: string }

const STEPS: Step[] = [
  { who: 'ทุกคน', what: 'เตรียม: เครื่องที่ลงโปรแกรมนี้ไว้แล้วและถอดเครือข่ายออกทุกทาง เครื่องพิมพ์ต่อสาย แฟลชไดรฟ์ใหม่ 2 ตัว (ก = ขนแฟ้ม, ข = เข้าตู้นิรภัย) ซองปิดผนึก โทรศัพท์ของผู้รับเรื่องทุกคนที่ลงแอปรหัสครั้งเดียวแล้ว' },
  { who: 'เครื่องปลอดเครือข่าย', what: 'สร้างกุญแจลงนามลงแฟลชไดรฟ์ ข คัดสำเนากระดาษใส่ซอง จดลายนิ้วมือด้านล่าง', command: 'npm run ceremony -- key ข/roster.key' },
  { who: 'เครื่องปลอดเครือข่าย', what: 'สร้างกุญแจสำรอง พิมพ์ 3 ส่วน มอบผู้ถือคนละส่วนใส่ซอง แล้วล้างจอ (แฟ้ม escrow.txt ไม่ลับ ใช้ข้อ 5)', command: 'npm run ceremony -- escrow ก/escrow.txt' },
  { who: 'เครื่องแม่ข่าย', what: 'ออกรหัสเชิญทีละคน ส่งให้ถึงมือ ผู้รับเรื่องเปิด /panel เลือก “มีรหัสเชิญ” ตั้งวลีลับ 14 ตัวอักษรขึ้นไป สแกนรหัสด้วยโทรศัพท์ จดรหัสกู้คืนใส่ซองของตน และจดลายนิ้วมือที่จอแสดงลงตาราง', command: 'npm run panel -- invite <ชื่อเข้าระบบ> <ชื่อ–สกุล>' },
  { who: 'เครื่องแม่ข่าย', what: 'ออกบัญชีผู้รับเรื่อง ระบุตำแหน่งทุกคน (ผู้ดูแลระบบเป็นไม่ได้) ใส่แฟลชไดรฟ์ ก', command: 'npm run panel -- draft ก/roster.json --post <ชื่อเข้าระบบ>=<ตำแหน่ง> … --escrow ก/escrow.txt=<ตำแหน่ง>,<ตำแหน่ง>,<ตำแหน่ง>' },
  { who: 'เครื่องปลอดเครือข่าย', what: 'อ่านออกเสียงทีละคน เจ้าตัวเทียบกับที่ตนจดจากจอของตน ไม่ตรงแม้ตัวเดียวให้หยุด', command: 'npm run ceremony -- show ก/roster.json' },
  { who: 'เครื่องปลอดเครือข่าย', what: 'ลงนาม แล้วถอดแฟลชไดรฟ์ ข เข้าตู้นิรภัยทันที', command: 'npm run ceremony -- sign ก/roster.json ข/roster.key ก' },
  { who: 'เครื่องแม่ข่าย', what: 'กำหนดกุญแจที่เชื่อถือ ใช้บัญชี แล้วเริ่มโปรแกรมใหม่', command: 'npm run panel -- pin ก/roster-pin.json ; npm run panel -- install ก/roster-signed.json' },
  { who: 'เครื่องแม่ข่าย', what: 'ตรวจว่าขึ้น “ช่องทางเปิดรับเรื่อง” ทุกคนมีเครื่องหมายถูก และลายนิ้วมือตรงกับตาราง', command: 'npm run panel -- status' },
  { who: 'ผู้รับเรื่อง', what: 'ทดลอง: ส่งเรื่องทดสอบที่ /w แล้วทุกคนเข้า /panel เปิดอ่านได้ จากนั้นปิดเรื่องทดสอบ ลบแฟ้มในแฟลชไดรฟ์ ก' },
] // prettier-ignore

/** The key ceremony on one sheet of A4, to be ticked and signed. It needs neither a panel nor a network. */
export function writeCeremonyPage(out: string, municipality: string): number {
  writeFileSync(out, ceremonyPage(municipality))
  console.log(`เปิดด้วยเบราว์เซอร์แล้วพิมพ์ A4 หนึ่งหน้า / open it in a browser and print one page of A4: ${out}`)
  return 0
}

export function ceremonyPage(municipality: string): string {
  return `<!doctype html>
<html lang="th">
<head>
<meta charset="utf-8">
<title>พิธีกุญแจ คณะผู้รับเรื่องทุจริต – ${escaped(municipality)}</title>
<style>${fonts()}${STYLE}</style>
</head>
<body>
<h1>พิธีกุญแจ คณะผู้รับเรื่องทุจริต</h1>
<p class="head">${escaped(municipality)} <span>วันที่ ${line(34)}</span> <span>สถานที่ ${line(44)}</span> <span>บัญชีรุ่นที่ ${line(10)}</span></p>
<p class="why">ผู้ดูแลระบบทำได้เพียงข้อของเครื่องแม่ข่าย อ่านเรื่องไม่ได้ คำสั่งทุกข้อพิมพ์ในโฟลเดอร์โปรแกรมด้วยบัญชีของโปรแกรม (เช่น sudo -u sala) ทำตามลำดับ ขีดถูกเมื่อเสร็จ ในคำสั่ง ให้พิมพ์ที่อยู่จริงของแฟลชไดรฟ์แทน ก และ ข</p>
<ol class="steps">${STEPS.map(stepItem).join('')}</ol>
<h2>ผู้รับเรื่อง (อย่างน้อย 2 คน แนะนำ 4–5 คน ต่างสังกัดกัน)</h2>
<table><thead><tr><th class="name">ชื่อ–สกุล / ชื่อเข้าระบบ</th><th class="post">ตำแหน่ง</th><th>ลายนิ้วมือกุญแจ (8 กลุ่ม กลุ่มละ 4)</th><th class="tick">ซองรหัสกู้คืน</th><th class="sign">ลงชื่อ</th></tr></thead>
<tbody>${rows(MEMBER_ROWS, `<td></td><td></td><td class="groups">${'<i></i>'.repeat(8)}</td><td class="tick"><i class="box"></i></td><td></td>`)}</tbody></table>
<h2>ผู้ถือกุญแจสำรอง 3 ส่วน (ใช้ 2 ส่วน; ไม่ควรเป็นบุคคลในสังกัดเดียวกัน)</h2>
<table><thead><tr><th class="name">ชื่อ–สกุล</th><th class="post">ตำแหน่ง</th><th>เก็บไว้ที่</th><th class="tick">ซองเลขที่</th><th class="sign">ลงชื่อ</th></tr></thead>
<tbody>${rows(ESCROW_ROWS, '<td></td><td></td><td></td><td></td><td></td>')}</tbody></table>
<h2>กุญแจลงนามบัญชี</h2>
<p class="fill">ลายนิ้วมือ <span class="groups">${'<i></i>'.repeat(8)}</span></p>
<p class="fill">แฟลชไดรฟ์ ข เก็บที่ ${line(38)} ซองสำเนากระดาษเก็บที่ ${line(38)} (คนละแห่ง)</p>
<p class="fill signs"><span>ลงชื่อ ${line(40)} ประธานพิธี</span><span>ลงชื่อ ${line(40)} พยาน</span><span>ลงชื่อ ${line(40)} ผู้ดูแลระบบ</span></p>
<p class="posts">ตำแหน่งใน --post และ --escrow พิมพ์รหัสหรือชื่อก็ได้: ${STANDARD_POSITIONS.map(({ id, title }) => `<span><b>${id}</b> = ${escaped(title.th)}</span>`).join(' · ')}</p>
<p class="why">เมื่อคนเข้า–ออก: คนออกใช้ <code>npm run panel -- leave &lt;ชื่อเข้าระบบ&gt;</code> ทันที แล้วทำข้อ 4–9 ใหม่ด้วยใบใหม่ เก็บใบนี้ไว้ในตู้นิรภัย ห้ามถ่ายภาพ</p>
</body>
</html>
`
}

function stepItem({ who, what, command }: Step): string {
  const typed = command ? ` <code>${escaped(command)}</code>` : ''
  return `<li><i class="box"></i> <b>${who}</b> ${escaped(what)}${typed}</li>`
}

/** Inside the page, so that it prints the same on a machine without Thai letters and without a network. */
function fonts(): string {
  const folder = join(import.meta.dirname, '../../node_modules/@fontsource/sarabun/files')
  return [400, 600]
    .flatMap((weight) => [
      faceOf(folder, 'thai', weight, 'U+0E01-0E5B, U+200C-200D, U+25CC'),
      faceOf(folder, 'latin', weight, 'U+0000-00FF, U+2013-2014, U+2018-201D, U+2026'),
    ])
    .join('')
}

function faceOf(folder: string, letters: string, weight: number, range: string): string {
  const bytes = readFileSync(join(folder, `sarabun-${letters}-${weight}-normal.woff2`)).toString('base64')
  return `@font-face { font-family: Sarabun; font-weight: ${weight}; unicode-range: ${range}; src: url(data:font/woff2;base64,${bytes}) }\n`
}

const rows = (n: number, cells: string) => `<tr>${cells}</tr>`.repeat(n)
const line = (millimetres: number) => `<u style="width:${millimetres}mm"></u>`
const SIGNS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => SIGNS[sign] ?? sign)

const STYLE = `
@page { size: A4 portrait; margin: 8mm 12mm }
* { box-sizing: border-box }
body { font: 9.6pt/1.42 Sarabun, sans-serif; color: #000; margin: 0 auto; max-width: 186mm }
h1 { font-size: 15pt; margin: 0 }
h2 { font-size: 10.5pt; margin: 2mm 0 .8mm }
p { margin: .8mm 0 }
.head span { margin-left: 3mm }
.why { font-size: 9pt }
.posts { font-size: 7.6pt; line-height: 1.45 } .posts span { white-space: nowrap }
.steps { margin: 1mm 0; padding-left: 6mm }
.steps li { margin-bottom: .7mm }
.box { display: inline-block; width: 3.4mm; height: 3.4mm; border: .4mm solid #000; vertical-align: -.6mm }
li code { display: table }
code { font: 8.4pt/1.3 "DejaVu Sans Mono", Consolas, Sarabun, monospace; background: #eee; padding: 0 1mm; -webkit-box-decoration-break: clone; box-decoration-break: clone }
table { width: 100%; border-collapse: collapse; table-layout: fixed }
th, td { border: .3mm solid #000; padding: .4mm 1mm; text-align: left; font-size: 8.8pt }
th { font-weight: 600; background: #f2f2f2 }
td { height: 6.4mm }
.name { width: 44mm } .post { width: 30mm } .tick { width: 16mm; text-align: center } .sign { width: 28mm }
.groups { white-space: nowrap }
.groups i { display: inline-block; width: 7mm; height: 4.6mm; border-bottom: .3mm dotted #000; margin-right: .8mm }
u { display: inline-block; border-bottom: .3mm dotted #000; height: 4.4mm; text-decoration: none; vertical-align: bottom }
.fill { margin: 1.4mm 0 }
.signs { display: flex; justify-content: space-between; margin-top: 3mm; font-size: 8.8pt }
`
