import { catalogueMessages } from './messages/catalogue.ts'
import { clockMessages } from './messages/clock.ts'
import { counterMessages } from './messages/counter.ts'
import { deskActsMessages } from './messages/desk-acts.ts'
import { deskCaseMessages } from './messages/desk-case.ts'
import { formsMessages } from './messages/forms.ts'
import { gateMessages } from './messages/gate.ts'
import { holidaySources } from './messages/holiday-sources.ts'
import { inboxMessages } from './messages/inbox.ts'
import { officeMessages } from './messages/office.ts'
import { officersMessages } from './messages/officers.ts'
import { overviewMessages } from './messages/overview.ts'
import { panelMessages } from './messages/panel.ts'
import { panelPeopleMessages } from './messages/panel-people.ts'
import { panelReportsMessages } from './messages/panel-reports.ts'
import { remindersMessages } from './messages/reminders.ts'
import { requestsMessages } from './messages/requests.ts'
import { statisticsMessages } from './messages/statistics.ts'
import { uploadMessages } from './messages/uploads.ts'
import { webMessages } from './messages/web.ts'
import { whistleMessages } from './messages/whistle.ts'
import { fill, say, type Lang, type Text } from './text.ts'

/** Every interface text. A feature's texts live in `messages/<feature>.ts` and are named here. */
export const MESSAGE_FILES: Record<string, Record<string, Text>> = {
  catalogue: catalogueMessages,
  clock: clockMessages,
  counter: counterMessages,
  deskActs: deskActsMessages,
  deskCase: deskCaseMessages,
  forms: formsMessages,
  gate: gateMessages,
  holidaySources,
  inbox: inboxMessages,
  office: officeMessages,
  officers: officersMessages,
  overview: overviewMessages,
  panel: panelMessages,
  panelPeople: panelPeopleMessages,
  panelReports: panelReportsMessages,
  reminders: remindersMessages,
  requests: requestsMessages,
  statistics: statisticsMessages,
  uploads: uploadMessages,
  web: webMessages,
  whistle: whistleMessages,
}

const messages = new Map(Object.values(MESSAGE_FILES).flatMap((file) => Object.entries(file)))

/** The text of a key in both languages. Throws on an unknown key: that is a fault of ours. */
export function messageText(key: string): Text {
  const text = messages.get(key)
  if (!text) throw new Error(`no message named ${key}`)
  return text
}

export function hasMessage(key: string): boolean {
  return messages.has(key)
}

/** The sentence of a key in one language, its `{places}` filled. */
export function message(key: string, lang: Lang, values?: Record<string, string | number>): string {
  const text = messageText(key)
  return say(values ? fill(text, values) : text, lang)
}
