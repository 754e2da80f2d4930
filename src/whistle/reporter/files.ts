import type { MultipartFile } from '@fastify/multipart'
import { UserError } from '../../errors.ts'
import type { AttachAnswer } from '../attach.ts'
import type { Reporter } from '../returning.ts'
import type { Whistle } from '../whistle.ts'

/** What became of one file; `name` as the sender called it. */
export type Arrived = { name: string; answer: AttachAnswer | { kind: 'diskFull' | 'signedOut' | 'switched' } }

/** Files are sealed while they arrive, in the order of the form; a stream is read to its end in any case. */
export function makeFilesArriving(reporter: Whistle['reporter']) {
  return function arriving(who: Reporter | undefined) {
    const arrived: Arrived[] = []

    async function take(_field: string, part: MultipartFile): Promise<void> {
      const name = part.filename
      // A field without a file: browsers send it all the same.
      if (!name) return void part.file.resume()
      arrived.push({ name, answer: await receive(who, part) })
    }

    return { take, arrived }
  }

  async function receive(who: Reporter | undefined, part: MultipartFile): Promise<Arrived['answer']> {
    const { file, filename, mimetype } = part
    if (!who || isSet(part, 'switch')) {
      file.resume()
      return { kind: who ? 'switched' : 'signedOut' }
    }
    try {
      return await reporter.attach(who, { file, filename, mimetype, keepOriginal: !isSet(part, 'cleanOnly') })
    } catch (error) {
      if (error instanceof UserError && error.kind === 'diskFull') return { kind: 'diskFull' }
      throw error
    }
  }
}

/** Whether a field that stands before the files was filled in. */
function isSet({ fields }: MultipartFile, name: string): boolean {
  const field = [fields[name]].flat()[0]
  return field?.type === 'field' && field.value !== ''
}
