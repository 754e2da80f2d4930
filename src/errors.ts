/** The only errors a user can cause. Anything else that is thrown is a fault of ours. */
export const USER_ERRORS = {
  notFound: 404,
  gone: 410,
  conflict: 409,
  forbidden: 403,
  invalid: 400,
  tooLarge: 413,
  tooMany: 429,
  diskFull: 507,
} as const

export type UserErrorKind = keyof typeof USER_ERRORS

/** Thrown by actions and stores, mapped to a page in one place (`web/errors.ts`). Carries no person's words. */
export class UserError extends Error {
  readonly kind: UserErrorKind
  readonly status: number
  constructor(kind: UserErrorKind) {
    super(kind)
    this.name = 'UserError'
    this.kind = kind
    this.status = USER_ERRORS[kind]
  }
}

export const notFound = () => new UserError('notFound')
export const conflict = () => new UserError('conflict')
export const forbidden = () => new UserError('forbidden')
export const invalid = () => new UserError('invalid')
export const tooLarge = () => new UserError('tooLarge')
