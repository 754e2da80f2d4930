import type { Answer, Condition, ConditionTree } from './definition.ts'

/** What is answered so far, by field key; only fields that are shown contribute. */
export type Known = (key: string) => Answer | undefined

type Conditions = Record<string, Condition>

/** Whether a named condition holds. An unanswered question makes every comparison but `ne` false. */
export function holds(name: string, conditions: Conditions, known: Known): boolean {
  return evaluate({ use: name }, conditions, known)
}

export function evaluate(tree: ConditionTree, conditions: Conditions, known: Known): boolean {
  return decide(tree, conditions, (leaf) => compare(leaf, known(leaf.q))) === true
}

/**
 * The same condition when some questions have not been asked yet: undefined where the answer hangs on
 * one of them. The manual shows such a document with the condition in words.
 */
export function evaluatePartly(
  tree: ConditionTree,
  conditions: Conditions,
  known: Known,
): boolean | undefined {
  return decide(tree, conditions, (leaf) => {
    const answer = known(leaf.q)
    return answer === undefined ? undefined : compare(leaf, answer)
  })
}

export type Leaf = Extract<ConditionTree, { q: string }>

/** Every comparison a condition rests on, through `use`. */
export function leavesOf(tree: ConditionTree, conditions: Conditions): Leaf[] {
  if ('q' in tree) return [tree]
  return branchesOf(tree, conditions).flatMap((branch) => leavesOf(branch, conditions))
}

function branchesOf(tree: Exclude<ConditionTree, Leaf>, conditions: Conditions): ConditionTree[] {
  if ('all' in tree) return tree.all
  if ('any' in tree) return tree.any
  if ('not' in tree) return [tree.not]
  const named = conditions[tree.use]
  return named ? [named] : []
}

/** Three-valued logic over the tree; `leaf` says what is known of one comparison. */
export function decide(
  tree: ConditionTree,
  conditions: Conditions,
  leaf: (leaf: Leaf) => boolean | undefined,
): boolean | undefined {
  if ('q' in tree) return leaf(tree)
  if ('not' in tree) {
    const inner = decide(tree.not, conditions, leaf)
    return inner === undefined ? undefined : !inner
  }
  const parts = branchesOf(tree, conditions).map((branch) => decide(branch, conditions, leaf))
  if ('any' in tree) return parts.includes(true) ? true : parts.includes(undefined) ? undefined : false
  return parts.includes(false) ? false : parts.includes(undefined) ? undefined : true
}

export function compare(leaf: Leaf, answer: Answer | undefined): boolean {
  switch (leaf.op) {
    case 'answered':
      return answer !== undefined
    case 'eq':
      return matches(answer, leaf.v)
    case 'ne':
      return !matches(answer, leaf.v)
    case 'in':
      return leaf.v.some((value) => matches(answer, value))
    case 'gt':
      return typeof answer === 'number' && answer > leaf.v
    case 'gte':
      return typeof answer === 'number' && answer >= leaf.v
    case 'lt':
      return typeof answer === 'number' && answer < leaf.v
    case 'lte':
      return typeof answer === 'number' && answer <= leaf.v
  }
}

/** An own answer (`other:…`) is the option `other`; of many choices one match is enough. */
function matches(answer: Answer | undefined, value: string | number | boolean): boolean {
  if (Array.isArray(answer)) return answer.some((one) => typeof one === 'string' && matches(one, value))
  return answer === value || (value === 'other' && typeof answer === 'string' && answer.startsWith('other:'))
}
