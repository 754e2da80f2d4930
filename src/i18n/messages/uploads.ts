import type { Text } from '../text.ts'

export const uploadMessages = {
  'uploads.fault.none': { th: 'เลือกไฟล์ก่อนกดแนบ', en: 'Choose a file first' },
  'uploads.fault.wrongType': {
    th: 'แนบได้เฉพาะไฟล์ {endings}',
    en: 'Only these files can be attached: {endings}',
  },
  'uploads.fault.tooBig': {
    th: 'ไฟล์ใหญ่เกิน {size} MB ถ่ายรูปหรือสแกนใหม่ให้เล็กลง แล้วแนบอีกครั้ง',
    en: 'The file is larger than {size} MB. Take or scan it again at a smaller size',
  },
  'uploads.fault.tooManyPixels': {
    th: 'รูปละเอียดเกิน {megapixels} ล้านพิกเซล ตั้งกล้องให้ละเอียดน้อยลงแล้วถ่ายใหม่',
    en: 'The picture has more than {megapixels} megapixels. Set the camera lower and take it again',
  },
  'uploads.fault.empty': {
    th: 'ไฟล์นี้ว่างเปล่า ตรวจไฟล์แล้วแนบใหม่',
    en: 'The file is empty. Check it and attach it again',
  },
  'uploads.fault.unreadable': {
    th: 'เปิดไฟล์นี้ไม่ได้ ไฟล์อาจเสีย ถ่ายรูปหรือบันทึกใหม่แล้วแนบอีกครั้ง',
    en: 'The file cannot be opened and may be damaged. Take or save it again, then attach it',
  },
  'uploads.fault.passwordProtected': {
    th: 'ไฟล์ PDF นี้ล็อกด้วยรหัสผ่าน บันทึกเป็นไฟล์ที่ไม่มีรหัสผ่านแล้วแนบใหม่',
    en: 'This PDF is locked with a password. Save it without the password and attach it again',
  },
  'uploads.fault.infected': {
    th: 'พบไวรัสในไฟล์นี้ ระบบจึงไม่รับไว้ ใช้ไฟล์จากเครื่องอื่นหรือถ่ายรูปเอกสารแทน',
    en: 'A virus was found in this file, so it was not kept. Use a copy from elsewhere, or photograph the paper',
  },
  'uploads.fault.scanFailed': {
    th: 'ขณะนี้ตรวจไวรัสไม่ได้ จึงยังรับไฟล์ไม่ได้ รอสักครู่แล้วแนบใหม่ คำตอบอื่นยังอยู่ครบ',
    en: 'Files cannot be checked for viruses just now. Attach it again in a while; your answers are kept',
  },
  'uploads.fault.broken': {
    th: 'การส่งไฟล์ขาดตอน ตรวจสัญญาณอินเทอร์เน็ตแล้วแนบใหม่',
    en: 'The connection broke off while sending. Check it and attach the file again',
  },
  'uploads.fault.heic': {
    th: 'รูป .heic จาก iPhone ยังเปิดไม่ได้ ไปที่ การตั้งค่า > กล้อง > รูปแบบ เลือก “เข้ากันได้มากที่สุด” แล้วถ่ายใหม่ หรือแคปหน้าจอรูปเดิมมาแนบ',
    en: 'This iPhone picture (.heic) cannot be opened. In Settings > Camera > Formats choose “Most Compatible” and take it again, or attach a screenshot of it',
  },
  'uploads.fault.tooMany': {
    th: 'แนบได้ไม่เกิน {files} ไฟล์ ลบไฟล์ที่ไม่ใช้ก่อนแนบเพิ่ม',
    en: 'At most {files} files can be attached. Remove one before adding another',
  },
  'uploads.fault.quota': {
    th: 'ไฟล์ทั้งหมดรวมกันเกิน {total} MB ลบไฟล์ที่ไม่ใช้หรือแนบไฟล์ที่เล็กลง',
    en: 'All files together are larger than {total} MB. Remove some or attach smaller ones',
  },
} as const satisfies Record<string, Text>
