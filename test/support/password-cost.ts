/** As cheap as argon2 allows: what a test proves does not depend on the cost. */
export const CHEAP = { memory: 1024, passes: 2 }
