import type { ServiceDefinition } from './service.ts'
import { dateOrder, fieldPlaces, ids, limits, references } from './gate/form.ts'
import { backwards, operators, options, reachable, spoken } from './gate/conditions.ts'
import { applicant, divisions, documents, fees, refusals, route, timeline } from './gate/manual.ts'
import { columns, history } from './gate/versions.ts'
import { shapeProblems, textProblems } from './gate/shape.ts'
import type { GateProblem } from './gate/problem.ts'

export type Surroundings = {
  /** Ids of the divisions there are. */
  divisions: string[]
  /** Every version of this service that was ever in force, in any order. */
  earlier: ServiceDefinition[]
}

/** `ok` is false without problems where an earlier task must be settled first. */
export type GateTask = { task: GateTaskId; ok: boolean; problems: GateProblem[] }

type Lint = (definition: ServiceDefinition, around: Surroundings) => GateProblem[]

/** Those of the second group follow names and conditions, so they wait until the first group is settled. */
const BASICS = {
  ids,
  references,
  fieldPlaces,
  backwards,
  options,
  operators,
  limits,
  dateOrder,
} satisfies Record<string, Lint>
const MEANING = {
  reachable,
  spoken,
  documents,
  fees,
  timeline,
  refusals,
  divisions,
  route,
  applicant,
  columns,
  history,
} satisfies Record<string, Lint>

export type GateTaskId = 'shape' | 'texts' | keyof typeof BASICS | keyof typeof MEANING

/**
 * The task list of a draft: one entry for each rule, in the order in which they are best settled.
 * The titles of the tasks are the messages `gate.task.<task>`.
 */
export function gate(document: unknown, around: Surroundings): GateTask[] {
  const shape = settled('shape', shapeProblems(document))
  const texts = settled('texts', textProblems(document))
  const definition = shape.ok ? (document as ServiceDefinition) : undefined
  const basics = run(BASICS, definition, around)
  return [shape, texts, ...basics, ...run(MEANING, mayPublish(basics) ? definition : undefined, around)]
}

/** Nothing is published with an error; warnings may stand. */
export function mayPublish(tasks: GateTask[]): boolean {
  return tasks.every((task) => task.ok)
}

function run<Id extends GateTaskId>(
  lints: Record<Id, Lint>,
  definition: ServiceDefinition | undefined,
  around: Surroundings,
): GateTask[] {
  const entries = Object.entries(lints) as [Id, Lint][]
  return entries.map(([task, lint]) =>
    definition ? settled(task, lint(definition, around)) : { task, ok: false, problems: [] },
  )
}

function settled(task: GateTaskId, problems: GateProblem[]): GateTask {
  return { task, ok: problems.every((problem) => problem.severity === 'warning'), problems }
}
