import type { Field, FieldKind } from './definition.ts'
import type { Kind } from './kind.ts'
import { address, place } from './kinds/address.ts'
import { choice } from './kinds/choice.ts'
import { date } from './kinds/date.ts'
import { file } from './kinds/file.ts'
import { declaration, email, phone, thaiId } from './kinds/identity.ts'
import { money, number } from './kinds/number.ts'
import { longText, text } from './kinds/text.ts'

type Kinds = { [K in FieldKind]: Kind<Extract<Field, { kind: K }>> }

export const KINDS: Kinds = {
  text,
  longText,
  number,
  money,
  choice,
  date,
  thaiId,
  phone,
  email,
  address,
  place,
  file,
  declaration,
}

/** A field's own kind. The registry pairs each kind with its field type, so the two always fit. */
export function kindOf(field: Field): Kind<Field> {
  return KINDS[field.kind] as unknown as Kind<Field>
}
